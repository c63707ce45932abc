package dev.muzon.e2e.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The time from the refusal of an expired link to the next byte of the same sound. Only the door is measured. How long a
 * site takes to name the next link comes on top.
 */
final class Renewal implements Measurement {
    private static final double TARGET_MILLIS = 1000;
    private static final Pattern MEASURED =
            Pattern.compile("renewal after (\\d+): ([\\d.]+) / ([\\d.]+) / ([\\d.]+) ms");

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        Process bench = new ProcessBuilder(
                        ServiceJava.command("extractor-service", "dev.muzon.extractor.door.RenewalBench"))
                .redirectErrorStream(true)
                .start();
        String said = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (bench.waitFor() != 0) {
            throw new AssertionError(said);
        }
        return MEASURED.matcher(said).results().map(Renewal::result).toList();
    }

    private static Result result(MatchResult line) {
        return Result.single(
                "refusal " + line.group(1) + " to the next byte",
                "ms",
                Double.parseDouble(line.group(3)),
                TARGET_MILLIS,
                "95 %; median " + line.group(2) + ", most " + line.group(4));
    }
}
