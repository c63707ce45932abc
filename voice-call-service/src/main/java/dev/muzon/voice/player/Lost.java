package dev.muzon.voice.player;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.player.TrackPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tracks that one command took away, for as long as they can come back.
 *
 * @param kind what took them away
 * @param by the person who did it
 * @param until when they are gone for good
 * @param current the track that played, null when it plays on
 * @param position how far it was heard
 * @param gaps the waiting tracks that are missing, in ascending order
 * @param modes how the queue was played
 * @param paused whether the music stood still, false in what older versions stored
 * @param pausedBy who paused it, null when it was not paused and in what older versions stored
 */
public record Lost(
        Kind kind,
        long by,
        Instant until,
        @Nullable Queued current,
        Duration position,
        List<Gap> gaps,
        Modes modes,
        boolean paused,
        @Nullable Requester pausedBy) {
    public Lost {
        Objects.requireNonNull(kind, "lost tracks have a cause");
        Objects.requireNonNull(until, "lost tracks have an end");
        position = TrackPosition.bounded(position);
        gaps = Objects.requireNonNullElse(gaps, List.of());
        modes = Objects.requireNonNullElse(modes, Modes.PLAIN);
    }

    /** The kinds of commands that take tracks away. */
    public enum Kind {
        SKIP,
        STOP,
        REMOVE
    }

    /**
     * A waiting track that is missing.
     *
     * @param index where it was
     */
    public record Gap(int index, Queued queued) {}

    /** Returns the same with another end. */
    Lost until(Instant end) {
        return new Lost(kind, by, end, current, position, gaps, modes, paused, pausedBy);
    }

    /** Returns whether the entry comes back. */
    boolean restores(String entryId) {
        return Stream.concat(Stream.ofNullable(current), gaps.stream().map(Gap::queued))
                .anyMatch(queued -> queued.id().equals(entryId));
    }
}
