package dev.muzon.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.DeadJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.JobState;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.contract.DeadJobsApi;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.sample.SampleConsumer;
import dev.muzon.sample.SampleConsumer.Handled;
import dev.muzon.sample.SampleServiceTest;
import dev.muzon.testkit.MongoFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests from the typed publisher through MongoDB to the typed consumer. */
@SampleServiceTest
class JobsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @Autowired
    private JobPublisher publisher;

    @Autowired
    private JobQueue queue;

    @Autowired
    private SampleConsumer consumer;

    @Autowired
    private Peers peers;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", mongo::uri);
        registry.add("sample.consumer", () -> true);
        registry.add("muzon.peer-networks", () -> "127.0.0.1");
    }

    @Test
    void aPublishedJobIsHandledOnceHoweverOftenItWasPublished() {
        publisher.publish("tg:1", job("tg:1", "nocturne"));
        publisher.publish("tg:1", job("tg:1", "nocturne"));
        publisher.publish("tg:2", job("tg:2", "second"));

        await().atMost(PATIENCE).until(() -> !handled("second").isEmpty());
        assertThat(handled("nocturne")).singleElement().satisfies(handled -> {
            assertThat(handled.claim().id()).isEqualTo("tg:1");
            assertThat(handled.claim().attempt()).isEqualTo(1);
            assertThat(handled.claim().age()).isBetween(Duration.ZERO, PATIENCE);
            assertThat(handled).isEqualTo(new Handled("nocturne", handled.claim(), "-7"));
        });
    }

    @Test
    void aTransientFailureIsTriedAgainAfterTheAskedTime() {
        publisher.publish("tg:10", job("tg:10", "busy once"));

        await().atMost(PATIENCE).until(() -> handled("busy once").size() == 2);
        assertThat(handled("busy once"))
                .extracting(handled -> handled.claim().attempt())
                .containsExactly(1, 2);
    }

    @Test
    void aUserErrorIsNotTriedAgain() {
        publisher.publish("tg:20", job("tg:20", "nothing"));

        await().atMost(PATIENCE).until(() -> dead("tg:20") != null);
        assertThat(dead("tg:20").error()).startsWith("track.not-found");
        assertThat(handled("nothing"))
                .filteredOn(handled -> handled.claim().id().equals("tg:20"))
                .hasSize(1);
    }

    @Test
    void aMalformedJobDiesAndTheOthersGoOn() {
        queue.publish(raw("bad:1", "{no json"));
        queue.publish(raw("bad:2", "{\"type\":\"no.such.type\"}"));
        queue.publish(raw("bad:3", "null"));
        queue.publish(raw("bad:4", "{\"type\":\"track.resolve\"}"));
        queue.publish(raw("bad:5", "{\"type\":\"event.queue-ended\",\"chat\":{\"id\":-7}}"));
        publisher.publish("tg:30", job("tg:30", "after the bad"));

        await().atMost(PATIENCE).until(() -> !handled("after the bad").isEmpty());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(queue.dead(Queues.EXTRACTOR, 100))
                        .filteredOn(job -> job.id().startsWith("bad:"))
                        .hasSize(5)
                        .allSatisfy(job -> assertThat(job.error()).startsWith("job.malformed"))
                        .allSatisfy(job -> assertThat(job.attempts()).isEqualTo(1)));
    }

    @Test
    void everyMeterIsDescribedAndNamesItsService() throws Exception {
        publisher.publish("tg:40", job("tg:40", "nothing"));
        await().atMost(PATIENCE).until(() -> dead("tg:40") != null);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scrape())
                        .anyMatch(line -> line.startsWith("muzon_jobs{")
                                && line.contains("state=\"dead\"")
                                && !line.endsWith("NaN"))
                        .anyMatch(line ->
                                line.startsWith("muzon_jobs_run_seconds_count") && line.contains("settlement=\"dead\""))
                        .anyMatch(line -> line.startsWith("muzon_jobs_wait_seconds_count"))
                        .anyMatch(line -> line.startsWith("muzon_failures_total")
                                && line.contains("code=\"track.not-found\"")
                                && line.contains("kind=\"user\""))
                        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"))
                        .anyMatch(line -> line.startsWith("process_uptime_seconds"))
                        .noneMatch(line ->
                                line.startsWith("# HELP muzon_") && line.strip().split(" ").length < 4)
                        .filteredOn(line -> line.startsWith("muzon_"))
                        .allMatch(line -> line.contains("service=\"sample-service\"")));
    }

    @Test
    void aDoorbellRequestForAnyQueueIsAnswered() throws Exception {
        for (var name : List.of(Queues.EXTRACTOR, "no-such-queue")) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/v1/queues/" + name + "/doorbell"))
                    .header("Authorization", "Bearer " + SampleServiceTest.TOKEN)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            try (var http = HttpClient.newHttpClient()) {
                assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(204);
            }
        }
    }

    @Test
    void anOperatorListsRevivesAndDropsDeadJobs() {
        publisher.publish("tg:70", job("tg:70", "nothing"));
        await().atMost(PATIENCE).until(() -> dead("tg:70") != null);
        DeadJobsApi jobs = peers.at(URI.create("http://127.0.0.1:" + port), DeadJobsApi.class, Duration.ofSeconds(30));

        assertThat(jobs.list(DeadJobsApi.MOST))
                .filteredOn(job -> job.id().equals("tg:70"))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.error()).startsWith("track.not-found");
                    assertThat(job.payload()).isNull();
                });
        assertThat(jobs.show("tg:70").payload()).contains("\"nothing\"");

        int before = handled("nothing").size();
        jobs.revive("tg:70");
        await().atMost(PATIENCE).until(() -> handled("nothing").size() > before && dead("tg:70") != null);

        jobs.drop("tg:70");
        assertThat(dead("tg:70")).isNull();
        for (ThrowingCallable late : List.<ThrowingCallable>of(
                () -> jobs.show("tg:70"), () -> jobs.revive("tg:70"), () -> jobs.drop("tg:70"))) {
            assertThatThrownBy(late).hasMessageContaining("job.not-found");
        }
        assertThatThrownBy(() -> jobs.list(0)).hasMessageContaining("input.bad");
    }

    @Test
    void jobsPublishedTogetherAreAllHandled() {
        publisher.publishAll(List.of(
                new JobPublisher.Publication("tg:50", job("tg:50", "one of two")),
                new JobPublisher.Publication("tg:51", job("tg:51", "two of two"))));

        await().atMost(PATIENCE)
                .until(() -> handled("one of two").size() == 1
                        && handled("two of two").size() == 1);
    }

    @Test
    void aTypeThatOnlyANewerReplicaKnowsIsLeftForIt() {
        queue.publish(new NewJob(
                "new:1", Queues.EXTRACTOR, "track.invented-tomorrow", "{}", "-8", 0, 0, 5, NewJob.DEFAULT_KEPT));
        publisher.publish("tg:60", job("tg:60", "after the unknown"));
        await().atMost(PATIENCE).until(() -> !handled("after the unknown").isEmpty());

        assertThat(dead("new:1")).isNull();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(queue.count(Queues.EXTRACTOR)).containsEntry(JobState.READY, 1L));
    }

    private List<Handled> handled(String text) {
        return consumer.handled().stream()
                .filter(handled -> handled.text().equals(text))
                .toList();
    }

    private DeadJob dead(String id) {
        return queue.dead(Queues.EXTRACTOR, 100).stream()
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private List<String> scrape() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body().lines().toList();
        }
    }

    private static NewJob raw(String id, String payload) {
        return new NewJob(id, Queues.EXTRACTOR, "track.resolve", payload, null, 0, 0, 5, NewJob.DEFAULT_KEPT);
    }

    private static ResolveTracks job(String id, String text) {
        return new ResolveTracks(id, ChatRef.of(-7), new Requester(1, "Ann"), new TrackQuery.Text(text));
    }
}
