package dev.muzon.e2e.bench;

import dev.muzon.e2e.bench.Repertoire.Tone;
import dev.muzon.e2e.suite.HeardTone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a listener hears where one song follows the other: how long the silence is, and what is missing of the ending. */
final class Transitions implements Measurement {
    private static final int RATE = 48_000;
    private static final int WINDOW = RATE / 200;
    private static final Duration SETTLING = Duration.ofSeconds(4);
    private static final double GAP_TARGET_MILLIS = 60;
    private static final double LOSS_TARGET_MILLIS = 60;

    /** A stretch of sound in which one tone is there; in samples. */
    private record Span(int from, int to) {}

    @Override
    public List<Result> on(Stage stage) throws InterruptedException {
        List<Tone> songs = Repertoire.SONGS;
        Duration length = songs.stream().map(Tone::length).reduce(SETTLING, Duration::plus);
        CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(
                () -> stage.telegram().listen(stage.lounge(), length),
                task -> Thread.ofVirtual().start(task));
        songs.forEach(song -> stage.play(stage.lounge(), song.title()));
        double[] sound = HeardTone.left(heard.join());
        stage.stop(stage.lounge());
        Samples gaps = new Samples();
        Samples lost = new Samples();
        int previousEnd = 0;
        for (Tone song : songs) {
            Span span = find(sound, song.hertz())
                    .orElseThrow(() -> new AssertionError(
                            song + " was not heard" + stage.suite().logTails()));
            if (previousEnd > 0) {
                gaps.add(millis(Math.max(0, span.from() - previousEnd)));
            }
            previousEnd = span.to();
            lost.add(Math.max(0, song.length().toMillis() - millis(span.to() - span.from())));
        }
        return List.of(
                Result.median("gap between songs", "ms", gaps, GAP_TARGET_MILLIS, "in the listener's sound"),
                Result.median(
                        "missing of a song", "ms", lost, LOSS_TARGET_MILLIS, "its length against what was heard"));
    }

    /** From where the tone has half its power to where it has it no more. */
    private static Optional<Span> find(double[] sound, int hertz) {
        int windows = sound.length / WINDOW;
        double[] power = new double[windows];
        double loudest = 0;
        for (int i = 0; i < windows; i++) {
            power[i] = HeardTone.power(sound, i * WINDOW, WINDOW, hertz);
            loudest = Math.max(loudest, power[i]);
        }
        int first = -1;
        int last = -1;
        for (int i = 0; i < windows; i++) {
            if (power[i] > loudest / 2) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        return first < 0 || loudest < 1e5
                ? Optional.empty()
                : Optional.of(new Span(first * WINDOW, (last + 1) * WINDOW));
    }

    private static double millis(int samples) {
        return 1000.0 * samples / RATE;
    }
}
