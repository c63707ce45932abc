package dev.muzon.voice.audio;

import dev.muzon.voice.engine.VoiceEngine;
import java.time.Duration;

/**
 * Arithmetic of the two sound formats inside this service, both 48 kHz stereo. Sound is made of floats, where ±1 is full
 * scale. Frames for the engine are signed 16-bit little-endian.
 */
public final class Pcm {
    /** Hertz. */
    public static final int SAMPLE_RATE = 48_000;

    /** Values of one sample: left and right. */
    static final int CHANNELS = 2;

    static final int FRAME_BYTES = VoiceEngine.FRAME_BYTES;

    /** Samples of one frame of 10 ms. */
    static final int FRAME_SAMPLES = FRAME_BYTES / (CHANNELS * Short.BYTES);

    /** Values of one frame. */
    static final int FRAME_VALUES = FRAME_SAMPLES * CHANNELS;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private Pcm() {}

    /** Converts samples to a duration, exactly to a nanosecond. */
    public static Duration duration(long samples) {
        return Duration.ofSeconds(samples / SAMPLE_RATE, samples % SAMPLE_RATE * NANOS_PER_SECOND / SAMPLE_RATE);
    }

    /** Converts a duration to samples, to the nearest one. */
    static long samples(Duration duration) {
        return duration.getSeconds() * SAMPLE_RATE
                + (duration.getNano() * (long) SAMPLE_RATE + NANOS_PER_SECOND / 2) / NANOS_PER_SECOND;
    }

    /** Converts decibels to a factor. */
    static float factor(double decibels) {
        return (float) Math.pow(10, decibels / 20);
    }
}
