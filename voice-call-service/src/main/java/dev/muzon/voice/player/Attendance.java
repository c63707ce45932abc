package dev.muzon.voice.player;

import dev.muzon.protocol.job.PlayerEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The music's answer to an empty voice chat: it pauses, goes on when somebody comes, and leaves in the end. */
final class Attendance {
    private final NowPlaying now;
    private final Playback playback;
    private final Solitude solitude;

    Attendance(NowPlaying now, Playback playback) {
        this.now = now;
        this.playback = playback;
        solitude = playback.visit().solitude();
    }

    /**
     * Notes whether nobody listens. A player that paused because of that goes on when somebody does.
     *
     * @return whether it goes on
     */
    boolean alone(boolean nobodyListens) {
        if (nobodyListens) {
            if (playback.active()) {
                solitude.begin();
            }
            return false;
        }
        boolean goesOn = solitude.end() && playback.active() && playback.paused() && now.track() != null;
        if (goesOn) {
            playback.wake(true);
        }
        return goesOn;
    }

    /**
     * Pauses music to which nobody has listened for a while.
     *
     * @return whether it has paused now
     */
    boolean pauseIfAlone() {
        Queued track = now.track();
        if (!playback.active() || playback.paused() || track == null || !solitude.pauseDue()) {
            return false;
        }
        playback.pause(track, null);
        solitude.pause();
        return true;
    }

    /** Leaves a voice chat in which nobody was for long, unless the chat wants it to stay. Everything is kept. */
    void leaveIfAlone() {
        if (playback.active() && !playback.stays() && now.track() != null && solitude.leaveDue()) {
            playback.rest(PlayerEvent.PlayerRested.Reason.LEFT_ALONE);
        }
    }

    /** Returns whether it stays although the music has paused and nobody listens. A person who paused may be back soon. */
    boolean staysAlone() {
        return playback.active() && playback.stays() && now.track() != null && isSilentForLong();
    }

    private boolean isSilentForLong() {
        return solitude.paused() || (playback.paused() && solitude.leaveDue());
    }

    /** Leaves music to which nobody listens. Everything is kept. */
    void giveWay() {
        if (staysAlone()) {
            playback.rest(PlayerEvent.PlayerRested.Reason.LEFT_ALONE);
        }
    }

    /** Returns when the next thing is due, null for never. */
    @Nullable Instant nextAlarm() {
        if (!playback.active() || now.track() == null) {
            return null;
        }
        boolean playing = !playback.paused();
        if (!playback.stays()) {
            return solitude.next(playing);
        }
        if (playing) {
            return solitude.pauseAt();
        }
        return isSilentForLong() ? null : solitude.next(false);
    }
}
