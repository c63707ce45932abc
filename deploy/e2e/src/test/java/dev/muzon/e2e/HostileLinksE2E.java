package dev.muzon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.HostileWeb;
import dev.muzon.e2e.suite.InsideEar;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Music.Song;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that hundreds of hostile links reach nothing inside, disturb no music and leave nothing in the process. */
class HostileLinksE2E extends LoungeScenario {
    private static final int LINKS = 100;
    private static final int GROUPS = 5;
    private static final Duration ROUND_LIMIT = Duration.ofMinutes(3);

    /** A request waits at most this long for others of its chat, and then looks for sound. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(75);

    /** Idle connections between the services are closed by then, and the heap has shrunk. */
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);

    private static final int SPARE_FILES = 10;
    private static final int SPARE_THREADS = 8;
    private static final double SPARE_MEGABYTES = 24;
    private static final Song SONG = Music.song(Format.FLAC);

    private final RunningSuite suite;
    private final List<Long> people;
    private InsideEar inside;

    HostileLinksE2E(RunningSuite suite, Telegram telegram) {
        super(telegram);
        this.suite = suite;
        this.people = Stream.of("Alice", "Борис", "Chiara", "Дарья")
                .map(telegram::user)
                .toList();
    }

    @BeforeEach
    void open() throws IOException {
        inside = InsideEar.open(suite);
    }

    @AfterEach
    void close() {
        inside.close();
    }

    /** The possessions of the process at a moment when it has nothing to do. */
    private record Use(double megabytes, long files, long threads, List<String> children) {}

    @Test
    void hundredsOfHostileLinksReachNothingInsideAndLeaveNothingBehind() throws Exception {
        suite.inside("curl", "-s", "http://" + InsideEar.ADDRESS + ":" + inside.port());
        await().untilAsserted(() ->
                assertThat(inside.reached()).as("connections by ourselves").isEqualTo(1));
        play(Music.song(Format.MP3).title());
        say("/loop track");
        round("first");
        Use before = rest();

        round("second");
        round("third");

        assertThat(inside.reached()).as("connections to the inside").isEqualTo(1);
        await("what it had before")
                .atMost(SETTLED_WITHIN)
                .pollInterval(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThatNothingIsLeft(before, rest()));
        listener.hearsPure(Music.song(Format.MP3).hertz());
        say("/loop off");
    }

    private static void assertThatNothingIsLeft(Use before, Use after) {
        assertThat(after.children()).isEmpty();
        assertThat(after.files()).as("files").isLessThanOrEqualTo(before.files() + SPARE_FILES);
        assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + SPARE_THREADS);
        assertThat(after.megabytes()).as("memory").isLessThan(before.megabytes() + SPARE_MEGABYTES);
        System.out.println("Before two rounds " + before + ", after them " + after);
    }

    /** Sends all links at once, from new groups and to a new web, so that nothing is known about either. */
    private void round(String name) throws IOException, InterruptedException {
        List<Long> groups = IntStream.range(0, GROUPS)
                .mapToObj(i -> group("Hostile " + name + " " + i))
                .toList();
        try (HostileWeb web = HostileWeb.serve(suite, inside.port())) {
            List<String> links = web.links();
            double resolved = resolved();
            long begun = System.nanoTime();
            for (int i = 0; i < LINKS; i++) {
                String link = links.get((i + i / links.size()) % links.size());
                telegram.say(
                        groups.get(i % GROUPS), people.get(i / GROUPS % people.size()), "/play " + link + "?n=" + i);
            }
            telegram.awaitText(lounge, ask(SONG.title()), SONG.title());
            Duration found = Duration.ofNanos(System.nanoTime() - begun);
            listener.awaitTone(Music.song(Format.MP3).hertz());
            await("all answers")
                    .atMost(ROUND_LIMIT)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> resolved() >= resolved + LINKS + 1);
            Duration all = Duration.ofNanos(System.nanoTime() - begun);
            System.out.println("The " + name + " round: another chat's song after " + found + ", all after " + all);
            assertThat(all).isLessThan(ANSWER_LIMIT);
            assertThat(web.served()).containsAll(web.ownPaths()).contains("/head.mp3");
        }
        for (long group : groups) {
            telegram.awaitMessage(group, 0, message -> message.path("userId").longValue() == telegram.bot());
            telegram.say(group, alice, "/stop");
        }
    }

    private long group(String title) {
        long group = telegram.basicGroup(title, alice);
        people.stream()
                .skip(1)
                .forEach(person ->
                        telegram.post("sandbox/chats/" + group + "/members", Map.of("as", alice, "userId", person)));
        return group;
    }

    private double resolved() throws IOException, InterruptedException {
        return suite.inside("curl", "-s", "http://127.0.0.1:8084/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("muzon_jobs_run_seconds_count{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Waits until no child reads a hostile answer any more, sweeps the heap, and counts. */
    private Use rest() throws IOException, InterruptedException {
        long pid = telegram.process("extractor-service").path("pid").longValue();
        await("no more ffprobe")
                .atMost(Duration.ofMinutes(1))
                .until(() -> children(pid).stream().noneMatch(child -> child.contains("ffprobe")));
        run(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), "GC.run");
        Path process = Path.of("/proc", Long.toString(pid));
        return new Use(
                Files.readAllLines(process.resolve("status")).stream()
                                .filter(line -> line.startsWith("VmRSS:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum()
                        / 1024.0,
                count(process.resolve("fd")),
                count(process.resolve("task")),
                children(pid));
    }

    private static List<String> children(long pid) {
        return ProcessHandle.of(pid)
                .orElseThrow()
                .descendants()
                .map(child -> child.info().commandLine().orElse(""))
                .sorted()
                .toList();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }
}
