package dev.muzon.voice.audio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Changes of the sound that are made while it is decoded.
 *
 * @param speed percent of the speed, 50–200. The pitch stays
 * @param bass how much deeper tones are raised, 0–10
 * @param nightcore whether it is faster and higher, as if a tape ran too fast
 */
public record SoundFilters(int speed, int bass, boolean nightcore) {
    public static final SoundFilters NONE = new SoundFilters(100, 0, false);

    /** Factor of speed and pitch: four semitones. */
    private static final double NIGHTCORE = 1.25;

    private static final double DECIBELS_PER_STEP = 1.2;

    /** Returns the filters of a live stream, which comes as fast as it is and no faster. */
    public SoundFilters live() {
        return new SoundFilters(100, bass, false);
    }

    /** Returns how much of the track passes in a second. */
    double tempo() {
        return speed / 100.0 * (nightcore ? NIGHTCORE : 1);
    }

    /** Returns how much of the track passes in that time. */
    public Duration passedIn(Duration time) {
        return Duration.ofNanos(Math.round(time.toNanos() * tempo()));
    }

    /** Returns ffmpeg's filters, for sound of 48 kHz. */
    List<String> arguments() {
        List<String> filters = new ArrayList<>();
        if (nightcore) {
            filters.add("asetrate=" + Math.round(Pcm.SAMPLE_RATE * NIGHTCORE));
            filters.add("aresample=" + Pcm.SAMPLE_RATE);
        }
        if (speed != 100) {
            filters.add(String.format(Locale.ROOT, "atempo=%.2f", speed / 100.0));
        }
        if (bass > 0) {
            filters.add(String.format(Locale.ROOT, "bass=gain=%.1f:frequency=110", bass * DECIBELS_PER_STEP));
        }
        return filters;
    }
}
