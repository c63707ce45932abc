package dev.muzon.extractor.source;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;

/**
 * One place where music can be found. Implementations are called from many threads, stop within a second when
 * interrupted, and withstand hostile queries.
 */
public interface TrackSource {
    /** Returns a stable and short name: it is part of track ids and a metric label. */
    String name();

    /** Describes what people can ask it for. */
    SourceView view();

    /** Returns the source as a chat may ask it and hear it. For most sources all chats are equal. */
    default TrackSource in(long chat) {
        return this;
    }

    /** Returns whether this kind of query is for this source. That does not promise that anything is found. */
    boolean answers(TrackQuery query);

    /**
     * Returns what a query of this source stands for, when that is the question of other sources. Most stand for themselves.
     *
     * @param query one that {@link #answers(TrackQuery)} said yes to
     */
    default TrackQuery meaning(TrackQuery query) {
        return query;
    }

    /**
     * Names the origin that an outage met with this query is blamed on. So one broken server does not close the source
     * for the others. A source without servers blames itself.
     */
    default String blames(TrackQuery query) {
        return name();
    }

    /**
     * Returns how long an answer takes at least where much has to be fetched for it. The operator's limit for all
     * sources counts where it is longer.
     */
    default Duration patience() {
        return Duration.ZERO;
    }

    /**
     * Returns for how long sound that was fetched once is played to everybody without asking its server again. Zero for
     * what is private or lies on our disk: it is never kept.
     */
    default Duration freshFor() {
        return Duration.ZERO;
    }

    /**
     * Returns whether its sound may leave the chat that plays it, as a file. What people or channels wrote may not.
     */
    default boolean isForEverybody() {
        return false;
    }

    /**
     * Returns whether it only adds to the others. Why it found nothing is told when no other source was asked, because
     * most people do not know of it.
     */
    default boolean isExtra() {
        return false;
    }

    /**
     * Returns whether words that nobody knows wait for its answer while it keeps silent. It belongs to this installation,
     * so that it comes back.
     */
    default boolean isWaitedFor() {
        return false;
    }

    /**
     * Finds what was asked for, probed and playable.
     *
     * @param query one that {@link #answers(TrackQuery)} said yes to
     * @return at least one, in playing order
     * @throws dev.muzon.protocol.failure.FailureException {@code track.not-found}, or what stood in the way. Unless
     * {@link FailureOrigin#isOurs} says otherwise it is the answer to the person who asked
     */
    List<FoundTrack> resolve(TrackQuery query) throws InterruptedException;

    /**
     * Lists what words may mean, without opening any of it, for a person who picks one. A source that answers no words
     * has nothing to list.
     *
     * @param limit of tracks, from 1
     * @return best first, empty when nothing fits
     * @throws dev.muzon.protocol.failure.FailureException why it cannot be asked
     */
    default List<FoundTrack> list(String words, int limit) throws InterruptedException {
        return List.of();
    }

    /**
     * Lists what comes closest to words that nothing fits. Sources that cannot tell have nothing to list.
     *
     * @param limit of tracks, from 1
     */
    default List<FoundTrack> closest(String words, int limit) throws InterruptedException {
        return List.of();
    }

    /**
     * Lists songs to go on with after a track, without opening them. Sources that cannot tell have nothing to list.
     *
     * @param after of whatever source
     * @param reference of the track as its own source knows it
     * @param limit of tracks, from 1
     * @return best first
     * @throws dev.muzon.protocol.failure.FailureException why it cannot be asked
     */
    default List<FoundTrack> related(Track after, String reference, int limit) throws InterruptedException {
        return List.of();
    }

    /**
     * Lists any songs that everybody may hear. Sources that have no end of them have nothing to list.
     *
     * @param seed another one gives other songs
     * @param limit of tracks, from 1
     */
    default List<FoundTrack> any(long seed, int limit) throws InterruptedException {
        return List.of();
    }

    /**
     * Finds a track that this source has listed, probed and playable.
     *
     * @param listed perhaps weeks ago. Of its sound only the length is known
     * @return the same track: it has the same key
     * @throws dev.muzon.protocol.failure.FailureException when it is gone or cannot be reached
     */
    default FoundTrack find(FoundTrack listed) throws InterruptedException {
        throw Failure.of(FailureCode.SOURCE_NOT_FOUND, name() + " lists nothing")
                .asException();
    }

    /**
     * Makes a track's sound readable for ffmpeg until it is closed.
     *
     * @param reference this source's {@link FoundTrack#reference()}, perhaps months old
     * @throws dev.muzon.protocol.failure.FailureException when it is gone or cannot be reached
     */
    MediaInput open(String reference) throws InterruptedException;
}
