package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The memory of what the last command took away. One undo brings it back. */
final class Losses {
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final Clock clock;
    private final Playlist queue;
    private final NowPlaying now;
    private final Playback playback;
    private @Nullable Lost lost;

    Losses(@Nullable Lost saved, Clock clock, Playlist queue, NowPlaying now, Playback playback) {
        this.clock = clock;
        this.queue = queue;
        this.now = now;
        this.playback = playback;
        lost = saved;
    }

    @Nullable Lost lost() {
        return lost;
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
        lost = new Lost(
                kind,
                by,
                clock.instant().plus(REMEMBERED),
                current,
                now.position(),
                gaps,
                queue.modes(),
                playback.state() == PlayerState.PAUSED);
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
        if (found == null || clock.instant().isAfter(found.until())) {
            throw Refusals.nothingToUndo();
        }
        if (request.ownOnly() && found.by() != request.by().id()) {
            throw Refusals.noRight(request.by().id()).asException();
        }
        lost = null;
        return found;
    }
}
