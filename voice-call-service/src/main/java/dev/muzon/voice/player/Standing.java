package dev.muzon.voice.player;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.PlayerState;
import org.jspecify.annotations.Nullable;

/** The standing of the music, in the words that people and other services are told. */
final class Standing {
    private final Playback playback;
    private final NowPlaying now;

    Standing(Playback playback, NowPlaying now) {
        this.playback = playback;
        this.now = now;
    }

    PlayerState state() {
        if (now.track() == null) {
            return PlayerState.IDLE;
        }
        if (playback.paused() || !playback.active()) {
            return PlayerState.PAUSED;
        }
        Line line = playback.visit().line();
        if (line.lost()) {
            return PlayerState.RECONNECTING;
        }
        return playback.sound().streams().audible() && line.up() ? PlayerState.PLAYING : PlayerState.STARTING;
    }

    /** Returns the reason of a pause, null when there is none or it is not known. */
    @Nullable Pause pause() {
        Requester by = playback.pausedBy();
        return playback.paused() && (by != null || playback.visit().solitude().paused()) ? new Pause(by) : null;
    }

    /** Returns the standing of the call, null when there is none that anybody waits for. */
    @Nullable CallStatus call() {
        if (now.track() == null) {
            return null;
        }
        var interruptedBy = playback.interruptedBy();
        if (!playback.active()) {
            return interruptedBy == null || (playback.paused() && pause() == null)
                    ? null
                    : new CallStatus(CallStatus.Phase.LEFT, interruptedBy);
        }
        CallStatus status = playback.visit().line().status();
        Failure silent = playback.paused() ? null : playback.sound().silence().told();
        return silent == null || !playback.visit().line().up()
                ? status
                : new CallStatus(CallStatus.Phase.CONNECTED, silent);
    }

    /** Returns whether nobody can say when the next track plays. */
    boolean stalled() {
        return playback.paused()
                || !playback.active()
                || playback.visit().line().troubled()
                || playback.sound().silence().told() != null
                || playback.sound().sourceWait().isOn();
    }
}
