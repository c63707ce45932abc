package dev.muzon.e2e.bench;

import dev.muzon.e2e.bench.HeardSweeps.Heard;
import dev.muzon.e2e.bench.Repertoire.Sweep;
import dev.muzon.e2e.suite.HeardTone;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The silence between two songs as a listener hears it, and whether the ending is cut. */
final class Transitions implements Measurement {
    private static final Duration SETTLING = Duration.ofSeconds(12);
    private static final double GAP_TARGET_MILLIS = 60;

    /** One frame of Opus. The place cannot be told more exactly. */
    private static final double CUT_TARGET_MILLIS = 20;

    @Override
    public List<Result> on(MeasuredSuite measured) throws InterruptedException {
        measured.rest();
        List<Sweep> songs = Repertoire.SWEEPS;
        Duration length = Repertoire.SWEEP_LENGTH.multipliedBy(songs.size()).plus(SETTLING);
        CompletableFuture<byte[]> recording = CompletableFuture.supplyAsync(
                () -> measured.telegram().listen(measured.lounge(), length),
                task -> Thread.ofVirtual().start(task));
        songs.forEach(song -> measured.play(measured.lounge(), song.title()));
        List<Heard> heard = HeardSweeps.in(HeardTone.left(recording.join()));
        measured.stop(measured.lounge());
        if (heard.size() != songs.size()) {
            throw new AssertionError(
                    "heard " + heard + " of " + songs + measured.suite().logTails());
        }
        Samples gaps = new Samples();
        Samples beginnings = new Samples();
        Samples endings = new Samples();
        double whole = Repertoire.SWEEP_LENGTH.toMillis() / 1000.0;
        for (int i = 0; i < heard.size(); i++) {
            if (i > 0) {
                gaps.add(millis(heard.get(i).begin() - heard.get(i - 1).end()));
            }
            beginnings.add(millis(heard.get(i).first()));
            endings.add(millis(whole - heard.get(i).last()));
        }
        return List.of(
                Result.median("gap between songs", "ms", gaps, GAP_TARGET_MILLIS, "in the listener's sound"),
                Result.p99("cut off a beginning", "ms", beginnings, CUT_TARGET_MILLIS, "by the height of its tone"),
                Result.p99("cut off an ending", "ms", endings, CUT_TARGET_MILLIS, "by the height of its tone"));
    }

    private static double millis(double seconds) {
        return Math.max(0, 1000 * seconds);
    }
}
