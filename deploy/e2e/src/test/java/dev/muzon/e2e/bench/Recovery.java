package dev.muzon.e2e.bench;

import dev.muzon.e2e.bench.Disturbances.Disturbance;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The silence behind a disturbance: from the end of its cause to sound that lasts, as a listener hears it.
 * {@code MUZON_BENCH_TIMES} says how often each one is tried, {@code MUZON_BENCH_AWAY} for how many seconds the extractor
 * is away, and {@code MUZON_BENCH_ONLY} which ones are tried, as a regular expression.
 */
final class Recovery implements Measurement {
    private static final int TIMES = number("MUZON_BENCH_TIMES", 3);
    private static final Duration AWAY = Duration.ofSeconds(number("MUZON_BENCH_AWAY", 20));
    private static final Pattern ONLY = Pattern.compile(System.getenv().getOrDefault("MUZON_BENCH_ONLY", ""));
    private static final double TARGET_MILLIS = 2000;

    private static int number(String variable, int usual) {
        return Integer.parseInt(System.getenv().getOrDefault(variable, Integer.toString(usual)));
    }

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(RunningSuite.root().resolve("deploy/e2e/target/bench-links"));
        Path song = new TestTones(Ffmpeg.locate(), folder).tonePerSecond("uphill", Format.MP3, Disturbances.SECONDS);
        List<Result> results = new ArrayList<>();
        try (PacedWeb web = PacedWeb.serve(measured.suite(), song)) {
            for (var entry : all(new Disturbances(measured, web)).entrySet()) {
                if (ONLY.matcher(entry.getKey()).find()) {
                    results.addAll(measure(entry.getKey(), entry.getValue()));
                }
            }
        }
        return results;
    }

    private static Map<String, Disturbance> all(Disturbances disturbances) {
        Map<String, Disturbance> all = new LinkedHashMap<>();
        all.put("extractor halted, mid-song", disturbances.extractorInMidSong(AWAY, false));
        all.put("extractor killed, mid-song", disturbances.extractorInMidSong(AWAY, true));
        all.put("extractor halted, border", disturbances.extractorAtABorder(AWAY, false));
        all.put("extractor killed, border", disturbances.extractorAtABorder(AWAY, true));
        for (int seconds : List.of(3, 10, 30)) {
            all.put("radio pauses for " + seconds + " s", disturbances.radio(Duration.ofSeconds(seconds)));
        }
        all.put("decoder killed 20 times", disturbances.decoder());
        all.put("assistant unbanned", disturbances.unbanned());
        all.put("voice chat started", disturbances.voiceChatStarted());
        all.put("Telegram lets join again", disturbances.joinRefused());
        all.put("assistant unmuted", disturbances.muted());
        all.put("assistant dropped, told", disturbances.removed(true));
        all.put("assistant dropped, not told", disturbances.removed(false));
        all.put("voice server away", disturbances.voiceServerAway(false));
        all.put("Telegram and its voice server away", disturbances.voiceServerAway(true));
        return all;
    }

    private static List<Result> measure(String name, Disturbance disturbance) throws IOException, InterruptedException {
        Samples silences = new Samples();
        Samples lost = new Samples();
        StringBuilder note = new StringBuilder();
        for (int i = 0; i < TIMES; i++) {
            try {
                Disturbances.Outcome outcome = disturbance.happen();
                silences.add(outcome.silence().toNanos() / 1e6);
                outcome.lost().ifPresent(lost::add);
                note.append(outcome.note()).append(' ');
            } catch (AssertionError | RuntimeException e) {
                silences.add(Double.POSITIVE_INFINITY);
                note.append(e.getMessage()).append(' ');
            }
        }
        List<Result> results = new ArrayList<>();
        results.add(Result.worst(
                name, "ms", silences, TARGET_MILLIS, note.toString().strip()));
        if (lost.count() > 0) {
            results.add(Result.worst(name + ", lost", "s", lost, 0, "of the song, never heard"));
        }
        return results;
    }
}
