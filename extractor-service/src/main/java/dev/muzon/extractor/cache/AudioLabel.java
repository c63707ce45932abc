package dev.muzon.extractor.cache;

import dev.muzon.extractor.catalog.CatalogEntry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The description of stored sound.
 *
 * @param version the name that its server gave to these bytes, blank for none
 * @param ending of the file's name, without a dot
 * @param duration null when unknown
 * @param durationExact whether it was measured and not guessed
 * @param format ffmpeg's name of the container, blank when unknown
 * @param codec ffmpeg's name of the codec, blank when unknown
 * @param checked when its server last said that these bytes are still the same
 */
public record AudioLabel(
        String version,
        String ending,
        @Nullable Duration duration,
        boolean durationExact,
        String format,
        String codec,
        Instant checked) {
    static AudioLabel of(CatalogEntry track, String version, String ending, Instant now) {
        return new AudioLabel(
                version, ending, track.duration(), track.durationExact(), track.format(), track.codec(), now);
    }

    /** Returns whether this can be the sound of a track, as it was found last. */
    boolean fits(CatalogEntry track) {
        boolean bothExact = durationExact && track.durationExact();
        boolean bothKnown = !codec.isEmpty() && !track.codec().isEmpty();
        return (!bothExact || (duration != null && duration.equals(track.duration())))
                && (!bothKnown || (codec.equals(track.codec()) && format.equals(track.format())));
    }

    /** Returns whether everything is there, which what comes from elsewhere may lack. */
    @SuppressWarnings("ConstantValue") // Jackson fills them.
    boolean isWhole() {
        return version != null && ending != null && format != null && codec != null && checked != null;
    }

    AudioLabel checkedAt(Instant now) {
        return new AudioLabel(version, ending, duration, durationExact, format, codec, now);
    }
}
