package dev.muzon.voice.player;

import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The current track: its epoch, how far it was heard, and whether the chat was told about it. */
final class NowPlaying {
    private long epoch;
    private @Nullable Queued track;
    private Duration position;
    private boolean announced;

    NowPlaying(PlayerSnapshot saved) {
        epoch = saved.epoch();
        track = saved.current();
        position = saved.position();
        announced = saved.announced();
    }

    void begin(Queued next) {
        epoch++;
        track = next;
        position = Duration.ZERO;
        announced = false;
    }

    void begin(Queued next, Duration from) {
        begin(next);
        position = from;
    }

    void clear() {
        track = null;
        position = Duration.ZERO;
        announced = false;
    }

    long epoch() {
        return epoch;
    }

    @Nullable Queued track() {
        return track;
    }

    @Nullable QueueEntry entry() {
        return track == null ? null : track.entry();
    }

    Duration position() {
        return position;
    }

    void setPosition(Duration position) {
        this.position = position;
    }

    boolean announced() {
        return announced;
    }

    void setAnnounced(boolean announced) {
        this.announced = announced;
    }

    /** Returns the rest of the track, null when nothing plays, or a live stream. */
    @Nullable Duration remaining() {
        Duration duration = track == null ? null : track.duration();
        if (duration == null) {
            return null;
        }
        Duration left = duration.minus(position);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Checks a target of a seek.
     *
     * @return the same target, once it is clear that it can be reached
     * @throws dev.muzon.protocol.failure.FailureException when it cannot
     */
    Duration reachable(Duration target) {
        Duration duration = track == null ? null : track.duration();
        if (duration == null) {
            throw Refusals.notSeekable();
        }
        if (target.compareTo(duration) >= 0) {
            throw Refusals.pastEnd(duration);
        }
        return target;
    }

    /**
     * Adds an offset to the position. Hostile offsets are compared before they are added: the sum may overflow.
     *
     * @return where the offset leads, not before the beginning
     * @throws dev.muzon.protocol.failure.FailureException when it leads past the end, or nowhere
     */
    Duration shifted(Duration offset) {
        Duration left = remaining();
        if (left == null) {
            throw Refusals.notSeekable();
        }
        if (offset.compareTo(left) >= 0) {
            throw Refusals.pastEnd(position.plus(left));
        }
        return offset.compareTo(position.negated()) <= 0 ? Duration.ZERO : position.plus(offset);
    }
}
