package dev.muzon.voice.player;

import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stream that sounds and the one that is cued behind it. Streams are numbered from 1, and 0 is none. */
final class Streams {
    private final MonotonicClock clock;
    private final Silence silence;
    private final List<Effect> effects;
    private long opened;
    private long sounding;
    private long cued;
    private long distrusted;
    private @Nullable String cuedEntry;
    private Duration begun = Duration.ZERO;
    private boolean audible;
    private boolean flowing;

    Streams(MonotonicClock clock, Silence silence, List<Effect> effects) {
        this.clock = clock;
        this.silence = silence;
        this.effects = effects;
    }

    void load(Track track, Duration from) {
        cued = 0;
        sounding = ++opened;
        flowing = false;
        begun = from;
        silence.open(clock.instant());
        effects.add(new Effect.Load(sounding, track, from));
    }

    /** Opens the stream that follows. It takes the place of another one that was cued. */
    void cue(Queued queued) {
        cued = ++opened;
        cuedEntry = queued.id();
        effects.add(new Effect.Cue(cued, queued.entry().track()));
    }

    /** Drops what is cued. */
    void uncue() {
        cued = 0;
        effects.add(new Effect.Uncue());
    }

    /** Returns whether this entry, and no other, is cued. */
    boolean isCued(Queued queued) {
        return cued != 0 && queued.id().equals(cuedEntry);
    }

    /** Makes the cued stream, which must exist, the one that sounds. */
    void promote() {
        sounding = cued;
        cued = 0;
        audible = false;
        flowing = false;
        begun = Duration.ZERO;
        silence.open(clock.instant());
        effects.add(new Effect.Promote(sounding));
    }

    void clear() {
        sounding = 0;
        cued = 0;
        audible = false;
        flowing = false;
        effects.add(new Effect.Silence());
    }

    /** Notes that the open streams may have failed long ago, unheard. */
    void distrust() {
        distrusted = opened;
    }

    /** Returns whether trouble of the current stream may be long over. */
    boolean maybeOutdated() {
        return sounding <= distrusted;
    }

    boolean isSounding(long stream) {
        return sounding != 0 && stream == sounding;
    }

    /** Returns where in the track the stream that sounds began. */
    Duration begun() {
        return begun;
    }

    /** Returns the stream that sounds, 0 when there is none. */
    long sounding() {
        return sounding;
    }

    boolean empty() {
        return sounding == 0;
    }

    boolean hasCued() {
        return cued != 0;
    }

    /** Returns whether the current track was heard since it was last loaded from rest. */
    boolean audible() {
        return audible;
    }

    void setAudible(boolean audible) {
        this.audible = audible;
    }

    /** Returns whether the current stream brings sound. */
    boolean flowing() {
        return flowing;
    }

    void setFlowing(boolean flowing) {
        this.flowing = flowing;
    }
}
