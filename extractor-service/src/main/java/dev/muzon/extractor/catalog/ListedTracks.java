package dev.muzon.extractor.catalog;

import dev.muzon.extractor.source.FoundTrack;
import java.util.Optional;

/**
 * Tracks that searches have listed, whether or not somebody asked for them. They are kept for a month after they were
 * listed last, so that the buttons of an old message play.
 */
public interface ListedTracks {
    /**
     * A track with the source that listed it. Of its sound only the length is known.
     *
     * @param id the one that it has in the catalog
     */
    record Listed(String id, String source, FoundTrack track) {}

    /** Saves a track, in place of what was listed under its id before. */
    void save(String source, FoundTrack track);

    Optional<Listed> find(String id);
}
