package dev.muzon.e2e.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The time of a search in a music folder of 50,000 songs, without the files: the index of extractor-service alone. */
final class LibrarySearch implements Measurement {
    private static final double TARGET_MILLIS = 50;
    private static final Pattern MEASURED =
            Pattern.compile("measured: ([^:]+): \\d+ of (\\d+) found, search ([\\d.]+) / ([\\d.]+) / ([\\d.]+) ms");

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        Process bench = new ProcessBuilder(ServiceJava.command(
                        "extractor-service", "dev.muzon.extractor.source.library.LibrarySearchBench"))
                .redirectErrorStream(true)
                .start();
        String said = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (bench.waitFor() != 0) {
            throw new AssertionError(said);
        }
        return MEASURED.matcher(said).results().map(LibrarySearch::result).toList();
    }

    private static Result result(MatchResult line) {
        return Result.single(
                "search of 50,000: " + line.group(1),
                "ms",
                Double.parseDouble(line.group(4)),
                TARGET_MILLIS,
                "95 % of " + line.group(2) + ", processor time; median " + line.group(3) + ", most " + line.group(5));
    }
}
