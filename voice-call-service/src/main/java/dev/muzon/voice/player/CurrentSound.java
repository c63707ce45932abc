package dev.muzon.voice.player;

import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sound of the current track. It is opened where the track stands, awaited while its source is away, and closed. */
final class CurrentSound {
    private final MonotonicClock clock;
    private final NowPlaying now;
    private final Streams streams;
    private final Cueing cueing;
    private final SourceWait sourceWait = new SourceWait();
    private final Silence silence = new Silence();

    CurrentSound(PlayerRules rules, MonotonicClock clock, Playlist queue, NowPlaying now, List<Effect> effects) {
        this.clock = clock;
        this.now = now;
        streams = new Streams(clock, silence, effects);
        cueing = new Cueing(rules, clock, queue, now, streams);
    }

    Streams streams() {
        return streams;
    }

    Cueing cueing() {
        return cueing;
    }

    SourceWait sourceWait() {
        return sourceWait;
    }

    Silence silence() {
        return silence;
    }

    /** Opens the track at the position up to which it was heard. */
    void open(Queued track) {
        streams.load(track.entry().track(), now.position());
    }

    /** Opens another track, unless it is cued already and only has to follow. */
    void change(Queued track, Duration from) {
        if (from.isZero() && streams.isCued(track)) {
            streams.promote();
        } else {
            streams.setAudible(false);
            streams.load(track.entry().track(), from);
        }
    }

    /** Counts the silence of a source from now, because sound gets through from now on. */
    void expect() {
        silence.restart(clock.instant());
    }

    /** Goes on after a pause, which used no patience up. What went wrong with the open streams may be long over. */
    void endPause() {
        expect();
        sourceWait.restart(clock.instant());
        streams.distrust();
    }

    /** Returns whether the chat has to be told now that nothing comes from the source. */
    boolean silenceDue() {
        Instant due = silence.tellAt();
        return due != null && !clock.instant().isBefore(due);
    }

    /** Returns when the music no longer passes for heard, null when that is settled. */
    @Nullable Instant loadingAt() {
        return streams.audible() ? silence.showAt() : null;
    }

    /** Forgets what was wrong with the source of a track. */
    void forgive() {
        sourceWait.over();
        silence.over();
    }

    /** Closes everything. When the track goes on, what is wrong with its source is told once more. */
    void close() {
        streams.clear();
        forgive();
    }
}
