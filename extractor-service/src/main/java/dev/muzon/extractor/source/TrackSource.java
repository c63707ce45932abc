package dev.muzon.extractor.source;

import dev.muzon.protocol.track.TrackQuery;
import java.util.List;

/**
 * One place where music can be found. Implementations are called from many threads, answer interruption by stopping
 * within a second, and disturb nothing when the query is hostile.
 */
public interface TrackSource {
    /** Returns a stable and short name: it is part of track ids and a metric label. */
    String name();

    /** Returns whether this kind of query is for this source. That says nothing about finding anything. */
    boolean answers(TrackQuery query);

    /**
     * Names the origin that an outage met with this query is blamed on, so that one broken server does not close the
     * source for the others. A source without servers blames itself.
     */
    default String blames(TrackQuery query) {
        return name();
    }

    /**
     * Finds what was asked for, probed and playable.
     *
     * @param query one that {@link #answers(TrackQuery)} said yes to
     * @return at least one, in playing order
     * @throws dev.muzon.protocol.failure.FailureException {@code track.not-found}, or what stood in the way. Unless
     *     {@link Blame#isOurs} says otherwise it is the answer to whoever asked
     */
    List<FoundTrack> resolve(TrackQuery query) throws InterruptedException;

    /**
     * Makes a track's sound readable for ffmpeg until it is closed.
     *
     * @param reference as this source's {@link FoundTrack#reference()} said, perhaps months ago
     * @throws dev.muzon.protocol.failure.FailureException when it is gone or cannot be reached
     */
    MediaInput open(String reference) throws InterruptedException;
}
