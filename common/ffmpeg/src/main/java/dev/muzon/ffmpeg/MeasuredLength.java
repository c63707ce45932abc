package dev.muzon.ffmpeg;

import dev.muzon.confinement.Reach;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The length of a file that does not tell it, as recordings that were streamed into a file. It is read to its end. */
final class MeasuredLength {
    /** A long file has no more reports than this, of which the last one counts. */
    private static final int LONGEST_REPORT = 64 * 1024;

    private static final List<String> READING =
            List.of("-vn", "-sn", "-dn", "-c:a", "copy", "-f", "null", "-progress", "pipe:1", "-stats_period", "86400");

    private static final Pattern READ = Pattern.compile("out_time_us=([0-9]{1,15})");

    private MeasuredLength() {}

    /** Returns the length, null when it cannot be read to the end within the limit. */
    static @Nullable Duration of(Ffmpeg ffmpeg, List<String> options, String input, Reach reach, Duration limit)
            throws InterruptedException, IOException {
        List<String> args = new ArrayList<>(options);
        args.addAll(List.of("-i", input));
        args.addAll(READING);
        args.add("-");
        try (FfmpegProcess process = ffmpeg.start(args, reach)) {
            CompletableFuture<?> guard = CompletableFuture.runAsync(
                    process::close, CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
            byte[] report = process.stdout().readNBytes(LONGEST_REPORT);
            guard.cancel(false);
            FfmpegExit exit = process.awaitExit(limit);
            return exit.outcome() == FfmpegOutcome.FINISHED
                    ? last(new String(report, StandardCharsets.US_ASCII))
                    : null;
        }
    }

    private static @Nullable Duration last(String report) {
        Matcher times = READ.matcher(report);
        Duration last = Duration.ZERO;
        while (times.find()) {
            last = Duration.ofNanos(Long.parseLong(times.group(1)) * 1000);
        }
        return last.isZero() ? null : last;
    }
}
