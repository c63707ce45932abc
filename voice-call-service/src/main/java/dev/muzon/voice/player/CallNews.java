package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.player.PlayerView;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The news of the call, and their consequences for the music. */
final class CallNews {
    /** Ends of the music after which the chat reads how many tracks are safe. */
    private static final Set<FailureCode> COUNTED =
            EnumSet.of(FailureCode.VOICE_CHAT_ENDED, FailureCode.ASSISTANT_REMOVED);

    private final Line line;
    private final Playlist queue;
    private final NowPlaying now;
    private final Streams streams;
    private final Playback playback;
    private final Announcer announcer;

    /** The way back from where a connection broke, null once it is back. */
    private @Nullable Return back;

    private record Return(Queued track, Duration from, Duration to) {}

    CallNews(Line line, Playlist queue, NowPlaying now, Streams streams, Playback playback, Announcer announcer) {
        this.line = line;
        this.queue = queue;
        this.now = now;
        this.streams = streams;
        this.playback = playback;
        this.announcer = announcer;
    }

    /** Notes that sound gets through. */
    void up() {
        back = null;
        if (line.troubled()) {
            announcer.call(CallState.CONNECTED, null);
            catchUp();
        }
        line.connect();
        playback.expectSound();
    }

    /** Opens a live stream again, because what it sent while nobody heard it is stale. */
    private void catchUp() {
        Queued track = now.track();
        if (track != null && track.live() && !streams.empty()) {
            streams.load(track.entry().track(), now.position());
        }
    }

    /** Goes back to what was heard last, but not before the place where people wanted the track to begin. */
    void unheard(Duration length) {
        Queued track = now.track();
        if (playback.expectsSound() && track != null && !track.live() && streams.flowing()) {
            Duration heard = now.position().minus(length);
            Duration begun = streams.begun();
            Duration target = heard.compareTo(begun) < 0 ? begun : heard;
            back = new Return(track, now.position(), target);
            playback.moveTo(track, target);
        }
    }

    /** Notes that sound does not get through. */
    void lost(Failure failure) {
        if (line.lose(failure)) {
            announcer.call(CallState.RECONNECTING, failure);
        }
    }

    /**
     * Tells the chat what keeps the track from being heard, unless it was told. What is shown of it is corrected then.
     * Nobody waits for a paused one.
     */
    void troubled(Failure failure, FailureCode topic, Supplier<PlayerView> view) {
        boolean another = line.trouble(failure);
        Queued track = now.track();
        if (!playback.active() || playback.paused() || track == null) {
            return;
        }
        if (line.tell(topic)) {
            announcer.troubled(now.announced() ? null : track.requestId(), failure, view);
        } else if (another) {
            announcer.changed(view);
        }
    }

    /**
     * Ends the activity, because the call is over for good. Where people ended it, the connection broke for that, and
     * nothing was unheard before.
     */
    void gone(Failure failure) {
        Return lost = COUNTED.contains(failure.code()) ? back : null;
        back = null;
        if (playback.active() && now.track() == null) {
            playback.goodbye();
        } else if (playback.active()) {
            if (playback.visit().solitude().paused()) {
                playback.unpause(); // nobody asked for that pause, so the next voice chat ends it
            }
            playback.interrupt(failure, told(failure));
            if (lost != null && lost.track().equals(now.track()) && lost.to().equals(now.position())) {
                playback.moveTo(lost.track(), lost.from());
            }
        }
    }

    /**
     * Returns what the chat reads of an end: how many tracks are safe where that counts. They wait for the next voice
     * chat, or for a person when the player is paused. A paused one has no other reason, because it does not go on when
     * that passes.
     */
    private @Nullable Failure told(Failure failure) {
        if (COUNTED.contains(failure.code()) && failure instanceof Failure.UserError user) {
            return user.with(
                    playback.paused() ? "paused" : "count",
                    FailureArgument.count(1L + queue.waiting().size()));
        }
        return playback.paused() ? null : failure;
    }

    /** Tries again at once, because a person asks. */
    void hope() {
        line.hope();
    }

    /** Plays on where trouble ended the activity, because the trouble may be over. Paused music forgets it, and waits. */
    void goOn() {
        line.expectChange();
        boolean goesOn = playback.interrupted();
        if (goesOn || playback.pausedBy() != null) {
            playback.visit().interrupt(null);
        }
        if (goesOn) {
            playback.wake(false);
        }
    }
}
