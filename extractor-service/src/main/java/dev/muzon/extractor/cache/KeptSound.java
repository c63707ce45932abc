package dev.muzon.extractor.cache;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.TrackSource;

/** The answer to whether a track can be played without its server. */
public interface KeptSound {
    /** The standing of a track's sound. */
    enum State {
        /** It is not here as a whole. */
        MISSING,
        /** It is here, and its server is to be asked first whether it still has the same. */
        OLD,
        /** It is here and plays without a question to its server. */
        FRESH
    }

    /** Looks for the sound of a track of a source. */
    State stateOf(TrackSource source, CatalogEntry track) throws InterruptedException;
}
