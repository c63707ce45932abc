package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.HttpLink;

/** The port to a service that describes the songs behind its links. Implementations are called from many threads. */
interface MusicService {
    /** Returns its name, as {@link dev.muzon.extractor.source.PageSites} knows it. */
    String site();

    /**
     * Describes what a link means.
     *
     * @param link of this service
     * @param most songs of a list
     * @throws dev.muzon.protocol.failure.FailureException why it cannot be told
     */
    Described describe(HttpLink link, int most) throws InterruptedException;
}
