package dev.muzon.e2e.bench;

import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Telegram;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * As many calls at once as {@code MUZON_BENCH_CALLS} says, a hundred by default, and what bare ones cost. Where the
 * machine does not carry so many, it looks for the number that it carries, and for that of bare ones. Nobody listens: it
 * counts packets, so that the receiver costs little.
 *
 * <p>It needs a quiet machine, and {@code MUZON_VOICE_HEAP} for so many calls.
 */
final class ManyCalls implements Measurement {
    private static final int CALLS = Integer.parseInt(System.getenv().getOrDefault("MUZON_BENCH_CALLS", "100"));

    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final double COST_TARGET = 1.15;
    private static final double MEMORY_TARGET_MEGABYTES = 3;
    private static final double LATE_TARGET_MILLIS = 30;

    /** Of all frames, in thousandths: what 99.9 of 100 must not exceed, others may. */
    private static final double OVERDUE_TARGET = 1;

    /** The numbers of a service that plays. */
    private record Played(double overdue, double late, long lost, double cpuPercent, double megabytes) {
        boolean isCarried() {
            return overdue <= OVERDUE_TARGET && lost == 0;
        }
    }

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        List<Long> groups = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            groups.add(TenCalls.group(measured, "bench_many_" + i));
        }
        Played played = played(measured, groups);
        BareCalls bareCalls = new BareCalls(measured);
        BareCalls.Cost bare = bareCalls.cost(CALLS, MEASURED);
        int carried = played.isCarried()
                ? CALLS
                : MostCarried.below(
                        CALLS,
                        calls -> played(measured, groups.subList(0, calls)).isCarried());
        int bareCarried =
                isCarried(bare) ? CALLS : MostCarried.below(CALLS, calls -> isCarried(bareCalls.cost(calls, MEASURED)));
        String calls = CALLS + " calls, ";
        String tried = "of " + CALLS + " tried";
        return List.of(
                Result.single(calls + "frames overdue", "‰", played.overdue(), OVERDUE_TARGET, "by more than 30 ms"),
                Result.single(calls + "frames late", "‰", played.late(), null, "by more than 10 ms"),
                Result.single(calls + "bare, frames late", "ms", bare.lateMillis(), LATE_TARGET_MILLIS, "p99.9"),
                Result.single(calls + "packets lost", "", (double) played.lost(), 0.0, "by RTP's count"),
                Result.single(calls + "CPU per call, bare", "%", bare.cpuPercent(), null, "of one core"),
                Result.single(
                        calls + "CPU per call, service",
                        "%",
                        played.cpuPercent(),
                        null,
                        "of one core; without decoders"),
                Result.single(calls + "service / bare", "×", played.cpuPercent() / bare.cpuPercent(), COST_TARGET, ""),
                Result.single(
                        calls + "memory per call", "MB", played.megabytes(), MEMORY_TARGET_MEGABYTES, "of the service"),
                Result.single("calls carried in time", "", (double) carried, null, tried),
                Result.single("calls carried in time, bare", "", (double) bareCarried, null, tried));
    }

    private static boolean isCarried(BareCalls.Cost bare) {
        return bare.lateMillis() <= LATE_TARGET_MILLIS;
    }

    private static Played played(MeasuredSuite measured, List<Long> groups) throws IOException, InterruptedException {
        Telegram telegram = measured.telegram();
        long service = measured.pid("voice-call-service");
        double memoryBefore = Machine.residentMegabytes(service);
        List<Long> packetsBefore = groups.stream().map(telegram::packets).toList();
        groups.forEach(group -> measured.play(group, Repertoire.SYMPHONY.title()));
        await("music in all groups").atMost(Duration.ofMinutes(5)).until(() -> {
            for (int i = 0; i < groups.size(); i++) {
                if (telegram.packets(groups.get(i)) <= packetsBefore.get(i)) {
                    return false;
                }
            }
            return true;
        });
        Thread.sleep(WARM_UP);
        long lostBefore = TenCalls.lost(telegram, groups);
        Frames framesBefore = Frames.of(measured.suite());
        Duration cpuBefore = Machine.cpu(service);
        long begin = System.nanoTime();
        Thread.sleep(MEASURED);
        Duration cpu = Machine.cpu(service).minus(cpuBefore);
        double cost = 100.0 * cpu.toNanos() / (System.nanoTime() - begin) / groups.size();
        Frames frames = Frames.of(measured.suite());
        long lost = TenCalls.lost(telegram, groups) - lostBefore;
        double memory = (Machine.residentMegabytes(service) - memoryBefore) / groups.size();
        groups.forEach(measured::stop);
        double overdue = frames.overdueSince(framesBefore);
        // The search takes minutes. What was found so far is known before it ends.
        System.out.printf(Locale.ROOT, "%d calls: %.1f ‰ overdue, %d packets lost%n", groups.size(), overdue, lost);
        return new Played(overdue, frames.lateSince(framesBefore), lost, cost, memory);
    }
}
