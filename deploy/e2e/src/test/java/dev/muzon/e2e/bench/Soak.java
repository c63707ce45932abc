package dev.muzon.e2e.bench;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Thousands of short tracks in eight chats while people press everything: {@code MUZON_BENCH_TRACKS} says how many, 2000
 * by default. No title occurs twice: each plays once or is ended by a person. Memory, threads and files must not
 * grow.
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

    private static final Pattern PLAYS =
            Pattern.compile("(-100\\d+).*Track \\S+ plays.*: etude.(\\d+)$", Pattern.MULTILINE);

    private final Random random = new Random(8);
    private final List<Use> uses = new ArrayList<>();
    private int ended;

    /** A track that began. */
    private record Play(long chat, String title) {}

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
            InetSocketAddress address = web.getAddress();
            return on(measured, "http://%s:%d/".formatted(address.getHostString(), address.getPort()));
        } finally {
            web.stop(0);
        }
    }

    private List<Result> on(MeasuredSuite measured, String lists) throws IOException, InterruptedException {
        List<Long> groups = IntStream.range(0, CHATS)
                .mapToObj(i -> TenCalls.group(measured, "bench_soak_" + i))
                .toList();
        int[] asked = new int[CHATS];
        long service = measured.pid("voice-call-service");
        // People's commands come faster than a bot may answer.
        measured.telegram().rateLimits(false);
        int most = TRACKS / LIST / CHATS * LIST;
        long progress = System.nanoTime();
        int played = 0;
        while (played < most * CHATS - ended && System.nanoTime() - progress < IDLE_LIMIT.toNanos()) {
            List<Play> plays = plays(measured.suite());
            for (int i = 0; i < CHATS; i++) {
                long group = groups.get(i);
                long waiting = asked[i]
                        - plays.stream().filter(play -> play.chat() == group).count();
                if (waiting < LOW && asked[i] < most) {
                    measured.play(group, lists + "etude-" + (i * most + asked[i]) + ".m3u");
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
        return results(IntStream.of(asked).sum(), plays(measured.suite()));
    }

    /** Lets somebody press something. What ends a track is counted, and what takes tracks out of the queue taken back. */
    private void command(MeasuredSuite measured, long group) throws InterruptedException {
        Telegram telegram = measured.telegram();
        long person = measured.people().getFirst();
        switch (random.nextInt(24)) {
            case 0 -> {
                telegram.say(group, person, "/skip");
                ended++;
            }
            case 1 -> {
                telegram.say(group, person, "/jump 2");
                ended++;
            }
            case 2, 3, 4 -> {
                telegram.say(group, person, "/pause");
                Thread.sleep(BETWEEN_COMMANDS);
                telegram.say(group, person, "/resume");
            }
            case 5, 6, 7 -> telegram.say(group, person, "/volume " + random.nextInt(20, 180));
            case 8, 9, 10 -> telegram.say(group, person, "/seek 1");
            case 11, 12 -> telegram.say(group, person, "/shuffle");
            case 13, 14 -> telegram.say(group, person, "/move 1 3");
            case 15 -> telegram.say(group, person, "/queue");
            case 16 -> telegram.say(group, person, "/speed 1.25");
            case 17 -> telegram.say(group, person, "/filters off");
            case 18 -> takenBack(telegram, group, person, "/clear");
            case 19 -> takenBack(telegram, group, person, "/remove 2");
            default -> {
                // Nobody does anything.
            }
        }
    }

    private static void takenBack(Telegram telegram, long group, long person, String command) {
        int said = telegram.say(group, person, command);
        JsonNode answer = telegram.awaitMessage(
                group, said, message -> message.path("replyTo").asInt(0) == said);
        // Nothing may wait: lists take their time to arrive.
        if (Telegram.text(answer).startsWith("\uD83D\uDDD1")) {
            telegram.say(group, person, "/undo");
        }
    }

    private List<Result> results(int asked, List<Play> plays) {
        int heard = (int) plays.stream().map(Play::title).distinct().count();
        List<Use> warm =
                uses.stream().filter(use -> use.played() > WARM_UP * asked).toList();
        int tenth = Math.max(1, warm.size() / 10);
        List<Use> first = warm.subList(0, tenth);
        List<Use> last = warm.subList(warm.size() - tenth, warm.size());
        String soak = asked + " tracks, ";
        return List.of(
                // A track that is skipped while it loads is not heard.
                Result.single(
                        soak + "lost",
                        "",
                        Math.max(0, asked - heard - ended),
                        0.0,
                        heard + " heard, " + ended + " ended"),
                Result.single(soak + "played twice", "", plays.size() - heard, 0.0, plays.size() + " played"),
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

    /** Returns the tracks that began to play so far. */
    private static List<Play> plays(RunningSuite suite) throws IOException {
        return PLAYS.matcher(suite.log("voice-call-service"))
                .results()
                .map(match -> new Play(Long.parseLong(match.group(1)), match.group(2)))
                .toList();
    }

    /** Serves "/etude-7.opus", one of a few sounds, and "/etude-7.m3u", the list of the tracks from 7 on. */
    private static HttpServer serve(RunningSuite suite, Path folder) throws IOException {
        Files.createDirectories(folder);
        TestTones tones = new TestTones(Ffmpeg.locate(), folder);
        List<byte[]> songs = new ArrayList<>();
        for (int i = 0; i < SONGS; i++) {
            songs.add(Files.readAllBytes(tones.tone("etude-" + i, Format.OPUS, 300 + 50 * i, SONG)));
        }
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(suite.hostAddress()), 0), 0);
        web.createContext("/", exchange -> {
            String file = exchange.getRequestURI().getPath().substring(1);
            int number = Integer.parseInt(file.substring(file.indexOf('-') + 1, file.indexOf('.')));
            byte[] content = file.endsWith(".m3u") ? list(number) : songs.get(number % SONGS);
            exchange.sendResponseHeaders(200, content.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(content);
            }
        });
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.start();
        return web;
    }

    private static byte[] list(int from) {
        return IntStream.range(from, from + LIST)
                .mapToObj(number -> "etude-" + number + ".opus\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }
}
