package dev.muzon.e2e.bench;

import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.HeardTone;
import dev.muzon.e2e.suite.Telegram;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Ten groups that listen at once: the gaps they hear, and a call's cost beside a bare one. */
final class TenCalls implements Measurement {
    private static final int CALLS = 10;
    private static final Duration MEASURED = Duration.ofSeconds(15);

    /** Starting ten calls makes the compilers busy, which is not part of a call's cost. */
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private static final int WINDOW = 480;
    private static final double COST_TARGET = 1.15;

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        List<Long> groups = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            groups.add(group(measured, "bench_hall_" + i));
        }
        groups.forEach(group -> measured.play(group, Repertoire.SYMPHONY.title()));
        Telegram telegram = measured.telegram();
        await("music in all groups")
                .atMost(Duration.ofSeconds(90))
                .until(() -> groups.stream().allMatch(group -> telegram.packets(group) > 0));
        Thread.sleep(WARM_UP);
        long lostBefore = lost(telegram, groups);
        long service = measured.pid("voice-call-service");
        Duration cpuBefore = Machine.cpu(service);
        Duration decodersBefore = Machine.cpuOfDescendants(service);
        long begin = System.nanoTime();
        List<CompletableFuture<byte[]>> heard = groups.stream()
                .map(group -> CompletableFuture.supplyAsync(
                        () -> telegram.listen(group, MEASURED),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        int holes = heard.stream()
                .map(CompletableFuture::join)
                .mapToInt(TenCalls::holes)
                .sum();
        Duration wall = Duration.ofNanos(System.nanoTime() - begin);
        double full = percentPerCall(Machine.cpu(service).minus(cpuBefore), wall);
        double decoders = percentPerCall(Machine.cpuOfDescendants(service).minus(decodersBefore), wall);
        int lost = Math.toIntExact(lost(telegram, groups) - lostBefore);
        groups.forEach(measured::stop);
        double bare = new BareCalls(measured).cost(CALLS, MEASURED).cpuPercent();
        return List.of(
                Result.single("10 calls, holes in the sound", "", holes, 0.0, "stretches of 10 ms without the tone"),
                Result.single("10 calls, packets lost", "", lost, 0.0, "by RTP's count"),
                Result.single("CPU per call, bare ntgcalls", "%", bare, null, "of one core"),
                Result.single("CPU per call, voice-call-service", "%", full, null, "of one core; everything in it"),
                Result.single("CPU per call, its decoders", "%", decoders, null, "of one core; ffmpeg children"),
                Result.single("CPU per call, service / bare", "×", full / bare, COST_TARGET, ""));
    }

    private static double percentPerCall(Duration cpu, Duration wall) {
        return 100.0 * cpu.toNanos() / wall.toNanos() / CALLS;
    }

    /** Makes a new public group with its voice chat on, then adds everybody, the bot and the assistant. */
    static long group(MeasuredSuite measured, String name) {
        Telegram telegram = measured.telegram();
        long owner = measured.people().getFirst();
        long group = telegram.post("sandbox/groups", Map.of("as", owner, "title", name, "username", name))
                .path("id")
                .longValue();
        telegram.startVoiceChat(group, owner);
        JsonNode overview = telegram.overview();
        Stream.concat(
                        measured.people().stream().skip(1),
                        Stream.of(
                                overview.path("botId").longValue(),
                                overview.path("assistants")
                                        .path(0)
                                        .path("userId")
                                        .longValue()))
                .forEach(member ->
                        telegram.post("sandbox/chats/" + group + "/members", Map.of("as", owner, "userId", member)));
        return group;
    }

    static long lost(Telegram telegram, List<Long> groups) {
        return groups.stream()
                .flatMap(group -> telegram.receptions(group).stream())
                .mapToLong(reception -> reception.path("packetsLost").longValue())
                .sum();
    }

    private static int holes(byte[] pcm) {
        double[] sound = HeardTone.left(pcm);
        double[] power = new double[sound.length / WINDOW];
        for (int i = 0; i < power.length; i++) {
            power[i] = HeardTone.power(sound, i * WINDOW, WINDOW, Repertoire.SYMPHONY.hertz());
        }
        double usual = Arrays.stream(power).sorted().toArray()[power.length / 2];
        return (int) Arrays.stream(power).filter(now -> now < usual / 4).count();
    }
}
