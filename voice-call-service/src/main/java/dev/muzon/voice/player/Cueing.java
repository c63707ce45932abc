package dev.muzon.voice.player;

import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The opening of the next track before the current one ends. What is cued is always what the queue plays next. */
final class Cueing {
    /** A live stream does not wait. Opened earlier it would begin late, or be closed by a station that is not read. */
    private static final Duration LIVE_PREFETCH = Duration.ofSeconds(3);

    private final PlayerRules rules;
    private final MonotonicClock clock;
    private final Playlist queue;
    private final NowPlaying now;
    private final Streams streams;

    Cueing(PlayerRules rules, MonotonicClock clock, Playlist queue, NowPlaying now, Streams streams) {
        this.rules = rules;
        this.clock = clock;
        this.queue = queue;
        this.now = now;
        this.streams = streams;
    }

    /** Cues the next track, unless it is cued already. */
    void cue() {
        Queued next = queue.next();
        if (!streams.empty() && next != null && !streams.isCued(next)) {
            streams.cue(next);
        }
    }

    /** Cues the next track when the current one ends soon. */
    void cueIfDue() {
        Queued next = queue.next();
        Duration left = now.remaining();
        if (next != null && left != null && left.compareTo(prefetch(next)) <= 0) {
            cue();
        }
    }

    private Duration prefetch(Queued next) {
        boolean soon = next.live() && LIVE_PREFETCH.compareTo(rules.prefetch()) < 0;
        return soon ? LIVE_PREFETCH : rules.prefetch();
    }

    /** Replaces a cue whose entry is no longer next. To be called after every change of the queue. */
    void recue() {
        Queued next = queue.next();
        if (streams.hasCued() && (next == null || (next.live() && !streams.isCued(next)))) {
            streams.uncue();
            cueIfDue();
        } else if (streams.hasCued()) {
            cue();
        } else {
            cueIfDue();
        }
    }

    /** Returns when the next track is to be cued while the current one plays on, null for never. */
    @Nullable Instant dueAt() {
        Queued next = queue.next();
        Duration left = now.remaining();
        if (next == null || left == null || streams.hasCued()) {
            return null;
        }
        return clock.instant().plus(left.minus(prefetch(next)));
    }
}
