package dev.muzon.voice.audio;

import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One stream on a deck, made as loud as the others, and how much of it was heard. */
final class Reel {
    private final long stream;
    private final PcmSource source;
    private final Duration from;
    private final Leveler leveler = new Leveler();
    private final Ramp gain = new Ramp(1);
    private long heard;
    private boolean running;
    private boolean dry;

    Reel(long stream, PcmSource source, Duration from) {
        this.stream = stream;
        this.source = source;
        this.from = from;
    }

    long stream() {
        return stream;
    }

    PcmSource source() {
        return source;
    }

    Duration position() {
        Duration played = Pcm.duration(heard);
        double tempo = source.tempo();
        return from.plus(tempo == 1 ? played : Duration.ofNanos(Math.round(played.toNanos() * tempo)));
    }

    boolean untouched() {
        return heard == 0;
    }

    /** Returns whether it begins where its track begins: then it must not be faded in. */
    boolean fromTheTop() {
        return from.isZero() && heard == 0;
    }

    /** Returns whether it runs, or has enough to run. */
    boolean ready() {
        return running || source.primed();
    }

    boolean running() {
        return running;
    }

    void setRunning(boolean running) {
        this.running = running;
    }

    /** Returns whether its source has brought nothing since it last had to wait for it. */
    boolean dry() {
        return dry;
    }

    void setDry(boolean dry) {
        this.dry = dry;
    }

    /** Returns the samples that are left to be heard, negative when nobody knows. */
    long left() {
        return source.left();
    }

    /** Returns the samples of the whole stream, negative when nobody knows. */
    long length() {
        long left = left();
        return left < 0 ? left : heard + left;
    }

    /**
     * Reads sound for a frame.
     *
     * @param level whether to make it as loud as other streams
     * @return samples, fewer than asked for when it ran dry or ended
     */
    int read(float[] frame, int fromSample, int samples, boolean level) {
        int n = source.read(frame, fromSample * Pcm.CHANNELS, samples * Pcm.CHANNELS) / Pcm.CHANNELS;
        if (n > 0) {
            float wanted =
                    leveler.next(level, source.known(), source.measured(), source.live(), (double) n / Pcm.SAMPLE_RATE);
            if (heard == 0) {
                gain.jumpTo(wanted);
            }
            gain.moveTo(wanted, n);
            gain.apply(frame, fromSample, n);
            heard += n;
        }
        return n;
    }

    /** Returns whether it is known to break off before it is heard out. */
    boolean broken() {
        return source.broken();
    }

    boolean live() {
        return source.live();
    }

    @Nullable StreamEnd end() {
        return source.end();
    }
}
