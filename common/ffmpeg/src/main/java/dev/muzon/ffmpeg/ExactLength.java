package dev.muzon.ffmpeg;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The exact length of AAC that iTunes encoded: the tag {@code iTunSMPB}. Its container also counts the silence that the
 * encoder added.
 */
final class ExactLength {
    static final String TAG = "iTunSMPB";

    /** The tag's name in {@link MediaInfo#tags()}. */
    static final String TAG_KEY = TAG.toLowerCase(Locale.ROOT);

    /** Zeros, the samples before the sound, those after it, and those of the sound. */
    private static final Pattern SAMPLES =
            Pattern.compile(" *[0-9A-F]{8} [0-9A-F]{8} [0-9A-F]{8} ([0-9A-F]{16})( .*)?", Pattern.CASE_INSENSITIVE);

    /** Encoders add a few thousand samples. A tag that says anything else is wrong. */
    private static final Duration MOST_ADDED = Duration.ofMillis(500);

    private ExactLength() {}

    /**
     * Returns what the tag says where that can be, else the container's length.
     *
     * @param tag null when there is none
     * @param container null for a stream without an end
     */
    static @Nullable Duration of(@Nullable String tag, int sampleRate, @Nullable Duration container) {
        if (tag == null || container == null || sampleRate <= 0) {
            return container;
        }
        Matcher samples = SAMPLES.matcher(tag);
        long most = container.toSeconds() * sampleRate + sampleRate;
        if (!samples.matches() || samples.group(1).charAt(0) != '0') {
            return container;
        }
        long count = Long.parseLong(samples.group(1), 16);
        if (count > most) {
            return container;
        }
        Duration exact = Duration.ofSeconds(count / sampleRate, count % sampleRate * 1_000_000_000L / sampleRate);
        Duration added = container.minus(exact);
        return added.isNegative() || added.compareTo(MOST_ADDED) > 0 ? container : exact;
    }
}
