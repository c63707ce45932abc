package dev.muzon.voice.audio;

import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of a track that one source has decoded. It is what tells an end from a break, since ffmpeg's exit code proves
 * nothing.
 */
final class DecodedPart {
    /**
     * A guessed length is wrong by a factor of ten at most. The rates of mp3 lie between 32 and 320 kbit/s. Media that go
     * on for longer repeat themselves.
     */
    private static final int MOST_TIMES = 10;

    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Supplier<@Nullable Duration> length;
    private final boolean live;
    private final Duration from;
    private final double tempo;
    private Duration at;
    private long samples;

    /**
     * Makes the part of a track of which nothing was decoded.
     *
     * @param length of the whole track as it is known when it is asked for, null for a live stream
     * @param tempo how much of the track passes in a second of sound
     */
    DecodedPart(Supplier<@Nullable Duration> length, boolean live, Duration from, double tempo) {
        this.length = length;
        this.live = live;
        this.from = from;
        this.tempo = tempo;
        at = from;
    }

    void add(long decoded) {
        samples += decoded;
        at = at.plus(Duration.ofNanos(Math.round(Pcm.duration(decoded).toNanos() * tempo)));
    }

    /** Returns the position in the track at which it has to go on. */
    Duration at() {
        return at;
    }

    long samples() {
        return samples;
    }

    /**
     * Returns whether the media go on far longer than the track can be. A live stream never does.
     *
     * @param more samples that were decoded and not yet added
     */
    boolean overruns(long more) {
        Duration duration = live ? null : length.get();
        return duration != null
                && at.plus(Pcm.duration(more))
                                .compareTo(duration.multipliedBy(MOST_TIMES).plus(GRACE))
                        > 0;
    }

    /** Returns what media mean that overran. */
    StreamEnd overran() {
        return StreamEnd.truncated(
                Failure.of(FailureCode.TRACK_DAMAGED, "still sounded at " + at + " of " + length.get()));
    }

    /** Returns whether all of the track was decoded, as far as its length is known. */
    boolean whole() {
        return reached(Duration.ZERO);
    }

    /** Returns whether what is missing is too little for a listener to call the track cut off. */
    boolean reachedEnd() {
        Duration duration = length.get();
        return duration != null && reached(tolerance(duration));
    }

    /** Returns whether there is sound of it that was decoded, by this source or by one before. */
    private boolean begun() {
        return samples > 0 || !from.isZero();
    }

    private boolean reached(Duration beforeTheEnd) {
        Duration duration = length.get();
        return duration != null && at.plus(beforeTheEnd).compareTo(duration) >= 0;
    }

    /**
     * Returns how far before the tagged duration the media may end. Tags round and estimate, so it is a twentieth, but
     * never so much that a listener would call the track cut off.
     */
    private static Duration tolerance(Duration duration) {
        Duration share = duration.dividedBy(20);
        Duration most = Duration.ofSeconds(2);
        return share.compareTo(most) < 0 ? share : most;
    }

    /** Returns what media mean that have properly come to their end. */
    StreamEnd ended(FfmpegExit exit) {
        if (reachedEnd() || (live && samples > 0)) {
            return StreamEnd.FINISHED;
        }
        if (begun()) {
            return StreamEnd.truncated(
                    Failure.of(FailureCode.SOURCE_TRUNCATED, "ended at " + at + " of " + length.get()));
        }
        boolean silent = exit.outcome() == FfmpegOutcome.FINISHED;
        return StreamEnd.failed(silent ? Failure.of(FailureCode.NOT_AUDIO, "there is no sound in it") : exit.failure());
    }

    /** Returns what media mean that break off here however often they are opened: they are cut short. */
    StreamEnd brokeOff(Failure trouble) {
        return givenUp(begun() ? Failure.of(FailureCode.SOURCE_TRUNCATED, trouble.detail()) : trouble);
    }

    /** Returns what trouble means after which no other attempt is made. */
    StreamEnd givenUp(Failure trouble) {
        if (reachedEnd()) {
            return whole() ? StreamEnd.FINISHED : StreamEnd.NEARLY_FINISHED;
        }
        return samples == 0 ? StreamEnd.failed(trouble) : StreamEnd.truncated(trouble);
    }
}
