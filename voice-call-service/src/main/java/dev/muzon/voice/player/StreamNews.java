package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The player's answers to what its streams report. Reports of another stream than the current one are ignored. */
final class StreamNews {
    private final NowPlaying now;
    private final Playback playback;
    private final Streams streams;
    private final Succession succession;
    private final Announcer announcer;
    private final OnAir onAir;
    private final MonotonicClock clock;
    private final Supplier<PlayerView> view;

    StreamNews(
            NowPlaying now,
            Playback playback,
            Succession succession,
            Announcer announcer,
            OnAir onAir,
            MonotonicClock clock,
            Supplier<PlayerView> view) {
        this.now = now;
        this.playback = playback;
        this.streams = playback.sound().streams();
        this.succession = succession;
        this.announcer = announcer;
        this.onAir = onAir;
        this.clock = clock;
        this.view = view;
    }

    void heard(long stream, Duration position) {
        if (streams.isSounding(stream)) {
            now.setPosition(position);
        }
    }

    /** Notes that a stream brings no sound for now. */
    void ranDry(long stream) {
        if (streams.isSounding(stream)) {
            streams.setFlowing(false);
            playback.sound().silence().begin(clock.instant());
        }
    }

    /** Notes that a stream has to be opened again. What was fetched before may still be heard. */
    void troubled(long stream, Failure failure) {
        if (streams.isSounding(stream)) {
            playback.sound().silence().note(failure);
            if (!streams.flowing()) {
                playback.sound().silence().begin(clock.instant());
            }
        }
    }

    /** Shows that the music is loaded, once no sound has come for a while. The position stands still meanwhile. */
    void showLoading() {
        Instant due = playback.sound().loadingAt();
        if (playback.expectsSound() && due != null && !clock.instant().isBefore(due)) {
            streams.setAudible(false);
            if (now.announced()) {
                announcer.changed(view);
            }
        }
    }

    /** Tells that nothing is heard although nobody paused it, once that lasts. */
    void tellSilence() {
        Queued track = now.track();
        if (track != null && playback.silenceDue()) {
            streams.setAudible(false);
            announcer.troubled(
                    now.announced() ? null : track.requestId(),
                    playback.sound().silence().tell(),
                    view);
        }
    }

    /** Announces a stream whose first sound was sent, or the first one after it ran dry. */
    void sounded(long stream) {
        if (!streams.isSounding(stream)) {
            return;
        }
        playback.sound().sourceWait().over();
        playback.sound().silence().over();
        streams.setFlowing(true);
        if (!streams.audible()) {
            streams.setAudible(true);
            announce();
            onAir.shown();
            playback.sound().cueing().cueIfDue();
        }
    }

    private void announce() {
        if (now.announced()) {
            announcer.changed(view);
            return;
        }
        now.setAnnounced(true);
        Queued track = now.track();
        announcer.started(track == null ? null : track.requestId(), view);
    }

    void titled(long stream, String title) {
        onAir.hear(stream, title);
        tellTitle();
    }

    /** Tells the title of the song on air when that is due. */
    void tellTitle() {
        if (now.announced() && onAir.due()) {
            onAir.shown();
            announcer.changed(view);
        }
    }

    /** Returns when {@link #tellTitle()} has something to tell, null for never. */
    @Nullable Instant titleDueAt() {
        return now.announced() ? onAir.dueAt() : null;
    }

    void ending(long stream) {
        if (streams.isSounding(stream)) {
            playback.sound().cueing().cue();
        }
    }

    void ended(long stream, StreamEnd end) {
        Queued track = now.track();
        if (streams.isSounding(stream) && track != null) {
            succession.ended(track, end, view);
        }
    }
}
