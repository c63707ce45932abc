package dev.muzon.voice.audio;

import dev.muzon.voice.engine.VoiceEngine;
import java.time.Duration;

/** Arithmetic of the one sound format inside this service: 48 kHz stereo signed 16-bit little-endian. */
public final class Pcm {
    /** One sample of both channels. */
    public static final int SAMPLE_BYTES = 4;

    /** Hertz. */
    public static final int SAMPLE_RATE = 48_000;

    static final int FRAME_BYTES = VoiceEngine.FRAME_BYTES;

    private static final long BYTES_PER_SECOND = (long) SAMPLE_RATE * SAMPLE_BYTES;

    private Pcm() {}

    /** Converts bytes to a duration, exactly for whole samples. */
    public static Duration duration(long bytes) {
        return Duration.ofSeconds(
                bytes / BYTES_PER_SECOND, bytes % BYTES_PER_SECOND * 1_000_000_000 / BYTES_PER_SECOND);
    }

    static int bytes(Duration duration) {
        return Math.toIntExact(duration.toMillis() * SAMPLE_RATE / 1000 * SAMPLE_BYTES);
    }
}
