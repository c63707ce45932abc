package dev.muzon.extractor.source.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.confinement.Confinement;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the worker with pages that misbehave. A stand-in for yt-dlp plays them. */
@Timeout(180)
class YtDlpWorkerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final long LEAK = 8L << 20;

    @TempDir
    Path folder;

    private YtDlpProperties settings;
    private YtDlpWorker worker;

    @BeforeEach
    void start() throws Exception {
        assumeThat(PYTHON).as("python3 is missing").isExecutable();
        Path library = Files.createDirectories(folder.resolve("yt-dlp/usr/lib/python3/dist-packages"));
        try (InputStream stub = Objects.requireNonNull(getClass().getResourceAsStream("/ytdlp/yt_dlp.py"))) {
            Files.copy(stub, library.resolve("yt_dlp.py"));
        }
        Path certificates = Files.createFile(folder.resolve("certificates.pem"));
        settings = new YtDlpProperties(
                folder, PYTHON, certificates, 50, 4, Duration.ofSeconds(9), null, folder.resolve("cookie-copies"));
        worker = new YtDlpWorker(settings, new Egress(9, "http://127.0.0.1:9"));
    }

    @AfterEach
    void end() {
        if (worker != null) {
            worker.close();
        }
    }

    private YtDlpAnswer ask(String way) throws InterruptedException {
        return ask(way, LIMIT);
    }

    private YtDlpAnswer ask(String way, Duration limit) throws InterruptedException {
        return worker.ask(YtDlpQuestion.link("https://stub.example/" + way, 1), limit);
    }

    private static String title(YtDlpAnswer answer) {
        assertThat(answer.error()).isNull();
        return Objects.requireNonNull(Objects.requireNonNull(answer.track()).title());
    }

    @Test
    void tellsTheCoverOfAPageAndTheLargestOfAnEntry() throws InterruptedException {
        assertThat(ask("picture").track())
                .extracting(YtDlpAnswer.Page::cover)
                .isEqualTo("https://pictures.example/large.jpg");
        assertThat(ask("pictures").track())
                .extracting(YtDlpAnswer.Page::cover)
                .isEqualTo("https://pictures.example/l.jpg");
        assertThat(ask("song").track()).extracting(YtDlpAnswer.Page::cover).isNull();
    }

    private static FailureCode code(YtDlpAnswer answer) {
        return YtDlpFailures.of(Objects.requireNonNull(answer.error())).code();
    }

    /** Counts what runs below the launcher and the worker. */
    private long children() throws InterruptedException {
        return ProcessHandle.of(worker.process().pid())
                        .orElseThrow()
                        .descendants()
                        .count()
                - 1;
    }

    @Test
    void aPageIsReadAndItsSiteIsKnown() throws Exception {
        assertThat(title(ask("song"))).isEqualTo("Song");
        assertThat(Objects.requireNonNull(worker.ready()).sites()).containsExactly("stub.example");
    }

    @Test
    void theVersionAndTheAgeOfYtDlpAreMeasured() throws Exception {
        var clock = TestClock.startingAt(Instant.parse("2026-11-05T12:00:00Z"));
        var meters = new SimpleMeterRegistry();
        var pages = new PageReader(
                new YtDlpInstallation(settings), worker, CookiePoolTest.NOBODY, new MonotonicClock(clock), meters);
        assertThat(meters.getMeters()).as("before anybody knows").isEmpty();

        pages.read(YtDlpQuestion.link("https://stub.example/song", 1), LIMIT);

        assertThat(meters.get("muzon.ytdlp.info")
                        .tag("version", "2026.10.26")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(meters.get("muzon.ytdlp.age").gauge().value()).isEqualTo(10);
        clock.advance(Duration.ofDays(3));
        assertThat(meters.get("muzon.ytdlp.age").gauge().value()).isEqualTo(13);
    }

    @Test
    void fiveHundredPagesLeaveNothingBehind() throws Exception {
        long before = ask("song").rss();
        long after = before;
        for (int i = 0; i < 500; i++) {
            after = ask("song").rss();
        }
        assertThat(after - before).isLessThan(LEAK);
        assertThat(children()).isZero();
    }

    @Test
    void aPageThatHangsEndsAtItsDeadlineWithAllItStarted() throws Exception {
        assertThat(code(ask("hang", Duration.ofSeconds(2)))).isEqualTo(FailureCode.SOURCE_TIMEOUT);
        assertThat(children()).isZero();
        assertThat(title(ask("song"))).isEqualTo("Song");
    }

    @Test
    void aPageThatHangsDelaysNoOther() throws Exception {
        CompletableFuture<Throwable> hanging = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                ask("hang");
                hanging.complete(new AssertionError("it answered"));
            } catch (Throwable e) {
                hanging.complete(e);
            }
        });
        await().atMost(LIMIT).until(() -> children() > 0);
        assertThat(title(ask("song"))).isEqualTo("Song");
        asking.interrupt();
        assertThat(hanging.join()).isInstanceOf(InterruptedException.class);
        await().atMost(LIMIT).until(() -> children() == 0);
    }

    @Test
    void garbageOnStdoutIsNoAnswer() throws Exception {
        assertThat(title(ask("garbage"))).isEqualTo("Song");
        assertThat(title(ask("song"))).isEqualTo("Song");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bomb", "killed", "deep"})
    void aPageThatBringsItsChildDownIsAFailureOfThatPageOnly(String way) throws Exception {
        assertThat(code(ask(way))).isEqualTo(FailureCode.WEB_CHANGED);
        assertThat(title(ask("song"))).isEqualTo("Song");
    }

    @Test
    void aTitleOfNineHundredThousandLettersIsCut() throws Exception {
        YtDlpAnswer answer = ask("long");
        assertThat(title(answer)).hasSize(1_000);
        assertThat(Objects.requireNonNull(answer.track()).artist()).hasSize(1_000);
    }

    @Test
    void aPageCannotMakeItsChildReadFiles() throws Exception {
        assumeThat(Confinement.ofThisProcess().complete())
                .as("Landlock of this kernel")
                .isTrue();
        assertThat(Objects.requireNonNull(ask("file").error()).types()).contains("PermissionError");
    }

    @Test
    void aWorkerThatIsKilledInTheMiddleIsStartedAgain() throws Exception {
        var failure = new AtomicReference<Failure>();
        Thread asking = Thread.ofVirtual().start(() -> {
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> ask("hang"));
            failure.set(thrown.failure());
        });
        await().atMost(LIMIT).until(() -> children() > 0);
        ProcessHandle.of(worker.process().pid()).orElseThrow().destroyForcibly();
        asking.join();
        assertThat(failure.get().code()).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
        assertThat(title(ask("song"))).isEqualTo("Song");
    }

    @Test
    void aWorkerThatDoesNotStartIsAnOutage() throws Exception {
        Files.writeString(folder.resolve("yt-dlp/usr/lib/python3/dist-packages/yt_dlp.py"), "raise SystemExit(3)");
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> ask("song"));
        assertThat(thrown.failure()).isInstanceOf(Failure.Transient.class);
    }
}
