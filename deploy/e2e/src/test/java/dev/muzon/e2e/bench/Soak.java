package dev.muzon.e2e.bench;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Thousands of short tracks in eight chats while people press everything: {@code MUZON_BENCH_TRACKS} says how many, 2000
 * by default. Tracks must not get lost, and memory, threads and files must not grow.
 */
final class Soak implements Measurement {
    private static final int TRACKS = Integer.parseInt(System.getenv().getOrDefault("MUZON_BENCH_TRACKS", "2000"));
    private static final int CHATS = 8;

    /** As many as a link to a list may queue. */
    private static final int LIST = 50;

    /** Tracks that wait in a chat when it asks for the next list. */
    private static final int LOW = 15;

    private static final int SONGS = 10;
    private static final Duration SONG = Duration.ofSeconds(2);
    private static final Duration BETWEEN_COMMANDS = Duration.ofMillis(400);
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(3);
    private static final double GROWTH_TARGET_PERCENT = 5;

    /** Part of the tracks after which memory must no longer grow. */
    private static final double WARM_UP = 0.25;

    private static final Pattern PLAYS = Pattern.compile("(-100\\d+).*Track \\S+ plays");

    private final Random random = new Random(8);
    private final List<Use> uses = new ArrayList<>();
    private int skips;

    /** The possessions of the process at a moment. */
    private record Use(int played, double megabytes, double threads, double files) {
        static Use of(long pid, int played) throws IOException {
            Path process = Path.of("/proc", Long.toString(pid));
            return new Use(
                    played,
                    Machine.residentMegabytes(pid),
                    count(process.resolve("task")),
                    count(process.resolve("fd")));
        }

        private static double count(Path folder) throws IOException {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.count();
            }
        }
    }

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        Path folder = RunningSuite.root().resolve("deploy/e2e/target/bench-links");
        HttpServer web = serve(measured.suite(), folder);
        try {
            return on(
                    measured,
                    "http://%s:%d/list.m3u"
                            .formatted(
                                    web.getAddress().getHostString(),
                                    web.getAddress().getPort()));
        } finally {
            web.stop(0);
        }
    }

    private List<Result> on(MeasuredSuite measured, String list) throws IOException, InterruptedException {
        List<Long> groups = IntStream.range(0, CHATS)
                .mapToObj(i -> TenCalls.group(measured, "bench_soak_" + i))
                .toList();
        int[] asked = new int[CHATS];
        long service = measured.pid("voice-call-service");
        int lists = TRACKS / LIST / CHATS;
        long progress = System.nanoTime();
        int played = 0;
        while (played < lists * LIST * CHATS - skips && System.nanoTime() - progress < IDLE_LIMIT.toNanos()) {
            List<Long> plays = plays(measured.suite());
            for (int i = 0; i < CHATS; i++) {
                int waiting = asked[i] - Collections.frequency(plays, groups.get(i));
                if (waiting < LOW && asked[i] < lists * LIST) {
                    measured.play(groups.get(i), list);
                    asked[i] += LIST;
                }
            }
            if (plays.size() > played) {
                progress = System.nanoTime();
            }
            played = plays.size();
            uses.add(Use.of(service, played));
            command(measured, groups.get(random.nextInt(CHATS)));
            Thread.sleep(BETWEEN_COMMANDS);
        }
        await("silence everywhere")
                .atMost(IDLE_LIMIT)
                .until(() -> measured.suite()
                        .inside("curl", "-s", "http://127.0.0.1:8083/actuator/prometheus")
                        .lines()
                        .noneMatch(line -> line.startsWith("muzon_voice_calls{")
                                && line.contains("connected")
                                && !line.endsWith(" 0.0")));
        return results(IntStream.of(asked).sum(), plays(measured.suite()).size());
    }

    /** Lets somebody press something that ends no track but the one that plays, and repeats none. */
    private void command(MeasuredSuite measured, long group) throws InterruptedException {
        Telegram telegram = measured.telegram();
        long person = measured.people().getFirst();
        switch (random.nextInt(20)) {
            case 0 -> {
                telegram.say(group, person, "/skip");
                skips++;
            }
            case 1, 2, 3 -> {
                telegram.say(group, person, "/pause");
                Thread.sleep(BETWEEN_COMMANDS);
                telegram.say(group, person, "/resume");
            }
            case 4, 5, 6 -> telegram.say(group, person, "/volume " + random.nextInt(20, 180));
            case 7, 8, 9 -> telegram.say(group, person, "/seek 1");
            case 10, 11 -> telegram.say(group, person, "/shuffle");
            case 12, 13 -> telegram.say(group, person, "/move 1 3");
            case 14 -> telegram.say(group, person, "/queue");
            default -> {
                // Nobody does anything.
            }
        }
    }

    private List<Result> results(int asked, int played) {
        List<Use> warm =
                uses.stream().filter(use -> use.played() > WARM_UP * asked).toList();
        int tenth = Math.max(1, warm.size() / 10);
        List<Use> first = warm.subList(0, tenth);
        List<Use> last = warm.subList(warm.size() - tenth, warm.size());
        String soak = asked + " tracks, ";
        return List.of(
                Result.single(soak + "lost", "", Math.max(0, asked - played - skips), 0.0, skips + " skips"),
                Result.single(soak + "played twice", "", Math.max(0, played - asked), 0.0, played + " played"),
                growth(soak + "memory", first, last, Use::megabytes),
                growth(soak + "threads", first, last, Use::threads),
                growth(soak + "open files", first, last, Use::files));
    }

    private static Result growth(String name, List<Use> first, List<Use> last, ToDoubleFunction<Use> number) {
        double before = median(first, number);
        double after = median(last, number);
        return Result.single(
                name + " grown",
                "%",
                100 * (after / before - 1),
                GROWTH_TARGET_PERCENT,
                "%.0f to %.0f".formatted(before, after));
    }

    private static double median(List<Use> uses, ToDoubleFunction<Use> number) {
        return Samples.of(uses.stream().mapToDouble(number).toArray()).median();
    }

    /** Returns the chat of each track that began to play so far. */
    private static List<Long> plays(RunningSuite suite) throws IOException {
        return PLAYS.matcher(suite.log("voice-call-service"))
                .results()
                .map(match -> Long.valueOf(match.group(1)))
                .collect(Collectors.toList());
    }

    private static HttpServer serve(RunningSuite suite, Path folder) throws IOException {
        Files.createDirectories(folder);
        TestTones tones = new TestTones(Ffmpeg.locate(), folder);
        List<String> songs = new ArrayList<>();
        for (int i = 0; i < SONGS; i++) {
            String title = "etude-" + i;
            tones.tagged(title, Format.OPUS, 300 + 50 * i, SONG, title, "Bench");
            songs.add(title + ".opus");
        }
        Files.write(
                folder.resolve("list.m3u"),
                IntStream.range(0, LIST).mapToObj(i -> songs.get(i % SONGS)).toList());
        HttpServer web = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.ofLiteral(suite.hostAddress()), 0), folder, OutputLevel.NONE);
        web.start();
        return web;
    }
}
