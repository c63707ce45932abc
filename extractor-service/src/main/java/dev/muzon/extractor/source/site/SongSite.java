package dev.muzon.extractor.source.site;

import dev.muzon.extractor.source.SongSearch;
import java.util.List;

/** A site that names songs for words. */
interface SongSite {
    /** Returns the name of its source. */
    String name();

    /** Returns whether links to its pages play where it is searched. */
    default boolean hasPages() {
        return true;
    }

    /** Returns whether it may offer a song that lacks one of the words, as the closest match. */
    default boolean guesses() {
        return true;
    }

    /** Prepares the first search, so that it is not late. What fails here is left to that search. */
    default void warmUp() {}

    /**
     * Names songs, the likeliest first. What the site would not play whole is left out.
     *
     * @param most of them, from 1
     * @throws dev.muzon.protocol.failure.FailureException why the site cannot be asked
     */
    List<SongSearch.Hit> search(String words, int most) throws InterruptedException;
}
