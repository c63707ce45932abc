package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The memory of what the last command took away. One undo brings it back. */
final class Losses {
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final MonotonicClock clock;
    private final Playlist queue;
    private final NowPlaying now;
    private final Playback playback;
    private @Nullable Lost lost;
    private Moment until;

    Losses(@Nullable Lost saved, MonotonicClock clock, Playlist queue, NowPlaying now, Playback playback) {
        this.clock = clock;
        this.queue = queue;
        this.now = now;
        this.playback = playback;
        lost = saved;
        until = saved == null ? Moment.in(Duration.ZERO, clock) : Moment.stored(saved.until(), clock);
    }

    @Nullable Lost lost() {
        return lost == null ? null : lost.until(until.shown());
    }

    /** Notes, before it happens, that a person takes the current track and some that wait away. */
    void noteCurrent(Lost.Kind kind, long by, List<Lost.Gap> gaps) {
        note(kind, by, queue.current(), gaps);
    }

    /** Notes, before it happens, that a person takes some that wait away. */
    void noteWaiting(long by, List<Lost.Gap> gaps) {
        note(Lost.Kind.REMOVE, by, null, gaps);
    }

    private void note(Lost.Kind kind, long by, @Nullable Queued current, List<Lost.Gap> gaps) {
        until = Moment.in(REMEMBERED, clock);
        lost = new Lost(
                kind,
                by,
                until.shown(),
                current,
                now.position(),
                gaps,
                queue.modes(),
                playback.standing().state() == PlayerState.PAUSED && !playback.interrupted());
    }

    void forget() {
        lost = null;
    }

    /**
     * Takes what can come back.
     *
     * @throws dev.muzon.protocol.failure.FailureException when there is nothing, or another person took it away
     */
    Lost take(CommandRequest request) {
        Lost found = lost;
        if (found == null || until.passed()) {
            throw Refusals.nothingToUndo();
        }
        if (request.ownOnly() && found.by() != request.by().id()) {
            throw Refusals.noRight(request.by().id()).asException();
        }
        lost = null;
        return found;
    }
}
