package dev.muzon.gateway.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.gateway.bot.rate.Rate;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.TestBotApi;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Two replicas that speak one after the other, on one clock. */
class SpeakingTurnTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private static final long CHAT = 7;
    private static final FailureLog FAILURES = new FailureLog(FailureClassifier.of(List.of()), List.of());

    private final FakeBotApi telegram = new FakeBotApi();
    private final TestClock clock = TestClock.create();
    private final BlockingQueue<Duration> alarms = new LinkedBlockingQueue<>();
    private final SpokenLately spoken =
            spoken(new MongoTemplate(mongo.client(), mongo.database().getName()));
    private final Outbox first = outbox();
    private final Outbox second = outbox();

    private SpokenLately spoken(MongoTemplate store) {
        return new SpokenLately(store, new StorePatience(), clock, FAILURES);
    }

    // A process that was told to end waited 15 s for a MongoDB that hung, before its drain began.
    @Test
    @Timeout(10)
    void aStoreThatHangsHeldUpTheEndOfTheTurn() throws InterruptedException {
        var hanging = mock(MongoTemplate.class, _ -> new CompletableFuture<>().join());

        new SpeakingTurn(first, spoken(hanging), new Doorbell()).end();

        assertThat(telegram.calls("sendmessage")).isEmpty();
    }

    private Outbox outbox() {
        var limits = new OutboxProperties(
                new Rate(3, Duration.ofSeconds(3)),
                new Rate(20, Duration.ofSeconds(60)),
                new Rate(30, Duration.ofSeconds(1)),
                40);
        return new Outbox(
                TestBotApi.at(telegram),
                limits,
                clock,
                (delay, _) -> alarms.add(delay),
                Executors.newVirtualThreadPerTaskExecutor(),
                FAILURES,
                new SimpleMeterRegistry());
    }

    private SpeakingTurn turn(Outbox outbox) {
        return new SpeakingTurn(outbox, spoken, new Doorbell());
    }

    @AfterEach
    void close() {
        first.destroy();
        second.destroy();
        telegram.close();
        mongo.clean();
    }

    @Test
    void theNextReplicaKeepsTheLimitsThatTheFormerOneUsedUp() throws InterruptedException {
        say(first, 3).forEach(CompletableFuture::join);

        turn(first).end();
        clock.advance(Duration.ofSeconds(1));
        turn(second).begin();
        say(second, 1);

        assertThat(alarms.take()).isEqualTo(Duration.ofSeconds(2));
        assertThat(telegram.calls("sendmessage")).hasSize(3);
    }

    @Test
    void whatWaitsIsLeftToTheNextReplica() throws InterruptedException {
        var said = say(first, 5);
        said.subList(0, 3).forEach(CompletableFuture::join);

        turn(first).end();

        assertThat(said.subList(3, 5)).allMatch(CompletableFuture::isCancelled);
        assertThat(say(first, 1)).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void whatIsOnItsWayIsWaitedFor() throws Exception {
        var release = telegram.holdNext("sendMessage");
        var said = say(first, 1).getFirst();
        await().until(() -> telegram.calls("sendmessage").size() == 1);
        var ending = CompletableFuture.runAsync(() -> end(first));

        release.countDown();
        ending.join();

        assertThat(said).isCompleted();
    }

    @Test
    void aReplicaThatSpeaksAgainCountsItsOwnMessagesOnce() throws InterruptedException {
        say(first, 2).forEach(CompletableFuture::join);
        turn(first).end();

        turn(first).begin();

        assertThat(say(first, 1)).allSatisfy(it -> assertThat(it).succeedsWithin(Duration.ofSeconds(60)));
    }

    @Test
    void aReplicaThatSpeaksAgainIsHeard() throws InterruptedException {
        turn(first).end();

        turn(first).begin();

        say(first, 1).forEach(CompletableFuture::join);
        assertThat(telegram.calls("sendmessage")).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsNoReasonToFallSilent() {
        mongo.database()
                .getCollection("outbox")
                .insertOne(new Document("_id", "spoken-lately").append("chats", "none"));

        turn(second).begin();

        assertThat(say(second, 1)).allSatisfy(it -> assertThat(it).succeedsWithin(Duration.ofSeconds(60)));
    }

    private static List<CompletableFuture<Integer>> say(Outbox outbox, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> outbox.send(CHAT, Content.of("m" + i), null))
                .toList();
    }

    private void end(Outbox outbox) {
        try {
            turn(outbox).end();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
