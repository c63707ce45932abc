package dev.muzon.runtime.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.JobState;
import dev.muzon.coordination.queue.MongoJobQueue;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.protocol.job.Queues;
import dev.muzon.sample.SampleConsumer;
import dev.muzon.sample.SampleServiceTest;
import dev.muzon.sample.ServiceProcess;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a real process that is told to stop while it runs a job. */
class GracefulShutdownTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PORT = Pattern.compile("port (\\d+) \\(http\\)");
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
    private static final int SIGINT = 2;

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        mongo.clean();
    }

    @Test
    void sigtermFinishesTheRunningJobWhileNotReady() throws Exception {
        try (var service = start("60s")) {
            int port = port(service);
            Path file = giveJob(service);
            assertThat(status(port, "/readyz")).isEqualTo(200);

            service.terminate();

            await().atMost(PATIENCE).until(() -> status(port, "/readyz") == 503);
            assertThat(status(port, "/livez")).isEqualTo(200);
            Files.createFile(file);
            assertThat(service.awaitExit()).as(service.output()).isEqualTo(143);
            assertThat(service.output()).contains("FOUND " + file, "Drained");
            assertThat(queue().count(Queues.EXTRACTOR)).doesNotContainEntry(JobState.RUN, 1L);
            assertThat(queue().claim(Queues.EXTRACTOR, "next", PATIENCE)).isEmpty();
        }
    }

    @Test
    void theManagementPortAnswersUntilTheEndOfTheDrain() throws Exception {
        try (var service = start("60s", "--management.server.port=0")) {
            Path file = giveJob(service);
            int management = managementPort(service);
            assertThat(status(management, "/actuator/health/readiness")).isEqualTo(200);

            service.terminate();

            await().atMost(PATIENCE).until(() -> status(management, "/actuator/health/readiness") == 503);
            assertThat(status(management, "/actuator/health/liveness")).isEqualTo(200);
            assertThat(status(management, "/actuator/prometheus")).isEqualTo(200);
            Files.createFile(file);
            assertThat(service.awaitExit()).as(service.output()).isEqualTo(143);
        }
    }

    @Test
    void atTheDeadlineTheJobIsHandedBackAndTheAttemptDoesNotCount() throws Exception {
        try (var service = start("1s")) {
            giveJob(service);

            service.terminate();

            assertThat(service.awaitExit()).as(service.output()).isEqualTo(143);
            assertThat(service.output()).contains("Drain overdue");
            assertThat(queue().claim(Queues.EXTRACTOR, "next", PATIENCE))
                    .hasValueSatisfying(job -> assertThat(job.attempt()).isEqualTo(1));
        }
    }

    @Test
    void aSecondSigintKillsTheProcessAtOnce() throws Exception {
        assumeThat(sigintIgnored()).as("SIGINT is ignored here").isFalse();
        try (var service = start("600s")) {
            giveJob(service);

            service.interrupt();
            service.awaitLine("Draining");
            service.interrupt();

            assertThat(service.awaitExit()).isEqualTo(130);
            assertThat(service.output()).doesNotContain("Drained", "Drain overdue");
        }
    }

    private static ServiceProcess start(String deadline, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--sample.consumer=true");
        return ServiceProcess.start(
                Map.of(
                        "MUZON_INTERNAL_TOKEN",
                        SampleServiceTest.TOKEN,
                        "MONGO_URL",
                        mongo.uri(),
                        "MUZON_DRAIN_DEADLINE",
                        deadline),
                all.toArray(String[]::new));
    }

    private Path giveJob(ServiceProcess service) {
        Path file = folder.resolve("go");
        String payload = """
                {"type":"track.resolve","requestId":"tg:1","chat":{"id":-7},"requester":{"id":1,"name":"Ann"},
                "query":{"by":"text","text":"%s"}}""".formatted(SampleConsumer.UNTIL + file);
        queue().publish(new NewJob(
                "tg:1", Queues.EXTRACTOR, "track.resolve", payload, "-7", 1, 0, 5, NewJob.DEFAULT_KEPT));
        service.awaitLine("WAITING FOR");
        return file;
    }

    private static JobQueue queue() {
        return new MongoJobQueue(mongo.database(), Clock.systemUTC(), new Doorbell());
    }

    private static int port(ServiceProcess service) {
        var line = PORT.matcher(service.awaitLine("Tomcat started on port"));
        assertThat(line.find()).isTrue();
        return Integer.parseInt(line.group(1));
    }

    /** Reads the second port that is named: the management's web server starts when the main one has. */
    private static int managementPort(ServiceProcess service) {
        await().atMost(PATIENCE)
                .until(() -> STARTED.matcher(service.output()).results().count() == 2);
        return STARTED.matcher(service.output())
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList()
                .getLast();
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    /** Tells whether SIGINT is ignored here. A child inherits that, and a JVM that starts so never hears the signal. */
    private static boolean sigintIgnored() throws IOException {
        var ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
                .findFirst()
                .orElse(BigInteger.ZERO);
        return ignored.testBit(SIGINT - 1);
    }
}
