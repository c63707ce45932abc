package dev.muzon.protocol.player;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The sound that a chat wants for its music. It is kept with the player.
 *
 * @param muted whether the music goes on unheard
 * @param speed percent, {@value #SLOWEST}–{@value #FASTEST}. The pitch stays
 * @param bass how much deep tones are raised, 0–{@value #MOST_BASS}
 * @param nightcore whether the music is a quarter faster, and higher
 * @param crossFade seconds that a track's end and the next one's beginning overlap, 0–{@value #LONGEST_CROSS_FADE}
 * @param normalized whether all tracks are made equally loud
 * @param mutedEntry the entry with whose end the mute ends too, null when it lasts as long as there is music
 */
public record SoundSettings(
        boolean muted,
        int speed,
        int bass,
        boolean nightcore,
        int crossFade,
        boolean normalized,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String mutedEntry) {
    public static final int SLOWEST = 50;
    public static final int FASTEST = 200;
    public static final int MOST_BASS = 10;
    public static final int LONGEST_CROSS_FADE = 12;

    private static final int ORIGINAL_SPEED = 100;
    private static final double NIGHTCORE = 1.25;

    /** The settings of a chat that never changed anything. */
    public static final SoundSettings DEFAULT = new SoundSettings(false, ORIGINAL_SPEED, 0, false, 0, true);

    /** Corrects values beyond the bounds, so that no stored or sent value is out of them. */
    public SoundSettings {
        speed = Math.clamp(speed, SLOWEST, FASTEST);
        bass = Math.clamp(bass, 0, MOST_BASS);
        crossFade = Math.clamp(crossFade, 0, LONGEST_CROSS_FADE);
        mutedEntry = muted ? mutedEntry : null;
    }

    public SoundSettings(boolean muted, int speed, int bass, boolean nightcore, int crossFade, boolean normalized) {
        this(muted, speed, bass, nightcore, crossFade, normalized, null);
    }

    /** Returns how many seconds of a track pass in one second. */
    public double tempo() {
        return speed / 100.0 * (nightcore ? NIGHTCORE : 1);
    }

    public SoundSettings withMuted(boolean muted) {
        return new SoundSettings(muted, speed, bass, nightcore, crossFade, normalized);
    }

    /** Returns the same sound, unheard until an entry ends. */
    public SoundSettings mutedFor(String entry) {
        return new SoundSettings(true, speed, bass, nightcore, crossFade, normalized, entry);
    }

    public SoundSettings withSpeed(int speed) {
        return new SoundSettings(muted, speed, bass, nightcore, crossFade, normalized, mutedEntry);
    }

    public SoundSettings withBass(int bass) {
        return new SoundSettings(muted, speed, bass, nightcore, crossFade, normalized, mutedEntry);
    }

    public SoundSettings withNightcore(boolean nightcore) {
        return new SoundSettings(muted, speed, bass, nightcore, crossFade, normalized, mutedEntry);
    }

    public SoundSettings withCrossFade(int crossFade) {
        return new SoundSettings(muted, speed, bass, nightcore, crossFade, normalized, mutedEntry);
    }

    public SoundSettings withNormalized(boolean normalized) {
        return new SoundSettings(muted, speed, bass, nightcore, crossFade, normalized, mutedEntry);
    }

    public SoundSettings withoutFilters() {
        return new SoundSettings(muted, ORIGINAL_SPEED, 0, false, crossFade, normalized, mutedEntry);
    }
}
