package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerView;
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
    private final Supplier<PlayerView> view;

    StreamNews(
            NowPlaying now,
            Playback playback,
            Succession succession,
            Announcer announcer,
            OnAir onAir,
            Supplier<PlayerView> view) {
        this.now = now;
        this.playback = playback;
        this.streams = playback.streams();
        this.succession = succession;
        this.announcer = announcer;
        this.onAir = onAir;
        this.view = view;
    }

    void heard(long stream, Duration position) {
        if (streams.isSounding(stream)) {
            now.setPosition(position);
        }
    }

    /** Announces a stream whose first sound was sent. */
    void sounded(long stream) {
        if (!streams.isSounding(stream)) {
            return;
        }
        playback.sourceWait().over();
        if (!streams.audible()) {
            streams.setAudible(true);
            announce();
            onAir.shown();
            playback.cueing().cueIfDue();
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
            playback.cueing().cue();
        }
    }

    void ended(long stream, StreamEnd end) {
        Queued track = now.track();
        if (streams.isSounding(stream) && track != null) {
            succession.ended(track, end, view);
        }
    }
}
