package dev.muzon.extractor.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source that names several songs for some words, so that the best of them can be chosen. */
public interface SongSearch extends TrackSource {
    /**
     * A song that was named and not yet read.
     *
     * @param track its length is what the source says, perhaps unknown
     * @param plays how often people played it, null when nobody tells
     */
    record Hit(FoundTrack track, @Nullable Long plays) {}

    /** Returns whether it finds recordings by their ISRC. */
    default boolean knowsIsrc() {
        return false;
    }

    /** Returns whether its music is the operator's, which is what it says it is. */
    default boolean isOwn() {
        return true;
    }

    /**
     * Names songs, the likeliest first.
     *
     * @return empty when nothing is found
     * @throws dev.muzon.protocol.failure.FailureException why it cannot search
     */
    List<Hit> songs(String words, int most) throws InterruptedException;
}
