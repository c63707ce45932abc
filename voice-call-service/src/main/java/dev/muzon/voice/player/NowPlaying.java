package dev.muzon.voice.player;

import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The progress of the current track: its epoch, its position, and whether the chat was told about it. */
final class NowPlaying {
    private final Playlist queue;
    private final ChosenSound sound;
    private long epoch;
    private Duration position;
    private boolean announced;

    NowPlaying(PlayerSnapshot saved, Playlist queue, ChosenSound sound) {
        this.queue = queue;
        this.sound = sound;
        epoch = saved.epoch();
        position = saved.position();
        announced = saved.announced();
    }

    /** Begins to play the current track of the queue. */
    void begin(Duration from) {
        epoch++;
        position = from;
        announced = false;
    }

    /** Notes that nothing is to be played. */
    void clear() {
        position = Duration.ZERO;
        announced = false;
    }

    long epoch() {
        return epoch;
    }

    @Nullable Queued track() {
        return queue.current();
    }

    @Nullable QueueEntry entry() {
        Queued track = track();
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

    /** Returns whether any of the track was heard, also before a rest. */
    boolean heard() {
        return announced || !position.isZero();
    }

    void setAnnounced(boolean announced) {
        this.announced = announced;
    }

    /** Returns the time until the track ends, null when nothing plays, or a live stream. */
    @Nullable Duration remaining() {
        Duration rest = rest();
        return rest == null ? null : sound.lasting(rest);
    }

    /** Returns how much of the track is left, however fast it plays. */
    private @Nullable Duration rest() {
        Queued track = track();
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
        Queued track = track();
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
        Duration left = rest();
        if (left == null) {
            throw Refusals.notSeekable();
        }
        if (offset.compareTo(left) >= 0) {
            throw Refusals.pastEnd(position.plus(left));
        }
        return offset.compareTo(position.negated()) <= 0 ? Duration.ZERO : position.plus(offset);
    }
}
