package dev.muzon.extractor.media;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.Span;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The check that all of the sound came out. ffmpeg's exit code does not tell: it takes input that breaks off for an
 * ordinary end.
 */
final class Completeness {
    private static final Pattern PRODUCED = Pattern.compile("out_time_us=(\\d+)");
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private Completeness() {}

    /** Returns what is missing, null when nothing is. */
    static @Nullable Failure missing(CatalogEntry track, Duration from, FfmpegExit exit) {
        if (exit.outcome() != FfmpegOutcome.FINISHED) {
            return exit.failure();
        }
        Duration whole = track.duration();
        Duration produced = produced(exit.stderr());
        if (whole == null || !track.durationExact()) {
            return null;
        }
        Duration expected = whole.minus(from);
        return produced.plus(TOLERANCE).compareTo(expected) >= 0
                ? null
                : Failure.of(
                        FailureCode.SOURCE_TRUNCATED,
                        "ended after " + new Span(produced) + " of " + new Span(expected));
    }

    /** Reads the last report. Where nothing came out it names no time. */
    static Duration produced(String report) {
        Matcher matcher = PRODUCED.matcher(report);
        Duration last = Duration.ZERO;
        while (matcher.find()) {
            last = Duration.ofNanos(Long.parseLong(matcher.group(1)) * 1000);
        }
        return last;
    }
}
