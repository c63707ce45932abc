package dev.muzon.gateway.bot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import dev.muzon.coordination.lease.InMemoryLeases;
import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.LeaseOwner;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.gateway.bot.outbox.SpeakingTurn;
import dev.muzon.gateway.telegram.UpdateSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Two replicas, of which one speaks for the bot. */
@ExtendWith(OutputCaptureExtension.class)
class BotLeaderTest {
    private final InMemoryLeases leases = new InMemoryLeases(Clock.systemUTC());
    private final Source firstSource = new Source();
    private final BotLeader first = leader("first", firstSource);
    private final Source secondSource = new Source();
    private final BotLeader second = leader("second", secondSource);

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
    }

    // The source warns of the same outage.
    @Test
    void aReplicaThatHearsNothingOfTelegramLeavesTheBotToAnotherWithoutAWarning(CapturedOutput output) {
        first.start();
        await().untilAsserted(() -> assertThat(firstSource.running).isTrue());
        firstSource.silence = Duration.ofSeconds(151);
        first.giveUpWhenDeaf();
        assertThat(first.held()).isFalse();
        assertThat(firstSource.running).isFalse();
        assertThat(output.getOut().lines().filter(line -> line.contains("Telegram has been silent")))
                .singleElement()
                .asString()
                .contains("INFO");

        first.giveUpWhenDeaf();
        assertThat(first.isRunning()).isTrue();
        assertThat(leases.holder(BotLeader.LEASE)).isEmpty();
        second.start();
        await().untilAsserted(() -> assertThat(secondSource.running).isTrue());
    }

    @Test
    void aReplicaThatIsAloneTriesAgainAfterSomeRounds() {
        first.start();
        await().untilAsserted(() -> assertThat(firstSource.running).isTrue());
        firstSource.silence = Duration.ofSeconds(151);
        first.giveUpWhenDeaf();
        firstSource.silence = Duration.ZERO;

        IntStream.range(0, BotLeader.ROUNDS_AWAY).forEach(_ -> first.giveUpWhenDeaf());
        await().untilAsserted(() -> assertThat(firstSource.running).isTrue());
    }

    // Every 165 s of an outage two lines said that the bot was left to another replica and taken back.
    @Test
    void anOutageOfTelegramWasToldAgainWithEachTurn(CapturedOutput output) {
        first.start();
        await().untilAsserted(() -> assertThat(firstSource.running).isTrue());
        firstSource.trouble = Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "UnknownHostException");
        for (int turn = 0; turn < 3; turn++) {
            firstSource.silence = Duration.ofSeconds(151);
            first.giveUpWhenDeaf();
            firstSource.silence = Duration.ZERO;
            IntStream.range(0, BotLeader.ROUNDS_AWAY).forEach(_ -> first.giveUpWhenDeaf());
            await().untilAsserted(() -> assertThat(firstSource.running).isTrue());
            first.giveUpWhenDeaf();
        }
        assertThat(output.getOut()).containsOnlyOnce("Telegram has been silent").containsOnlyOnce("speaks for the bot");

        firstSource.trouble = null;
        first.giveUpWhenDeaf();
        firstSource.silence = Duration.ofSeconds(151);
        first.giveUpWhenDeaf();
        assertThat(output.getOut().split("Telegram has been silent", -1)).hasSize(3);
    }

    // "UP: stands by, another replica speaks for the bot", every 165 s, where there is no other replica.
    @Test
    void aLonelyReplicaWasWellWheneverItLeftTheBotToAnother() {
        var health = new TelegramHealth(firstSource, first);
        first.start();
        await().untilAsserted(() -> assertThat(firstSource.running).isTrue());
        firstSource.trouble = Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "UnknownHostException");
        firstSource.silence = Duration.ofSeconds(151);
        first.giveUpWhenDeaf();
        assertThat(first.held()).isFalse();
        assertThat(health.health().getDetails())
                .containsEntry("reason", "Telegram is out of reach: UnknownHostException");

        second.start();
        await().untilAsserted(() -> assertThat(secondSource.running).isTrue());
        IntStream.range(0, BotLeader.ROUNDS_AWAY).forEach(_ -> first.giveUpWhenDeaf());
        await().untilAsserted(() -> assertThat(health.health().getDetails())
                .containsEntry("role", "stands by, another replica speaks for the bot"));
    }

    @Test
    void aReplicaThatHearsTelegramKeepsTheBot() {
        first.start();
        await().untilAsserted(() -> assertThat(firstSource.running).isTrue());
        firstSource.silence = Duration.ofSeconds(150);
        first.giveUpWhenDeaf();
        assertThat(first.held()).isTrue();
        assertThat(firstSource.running).isTrue();
    }

    @Test
    void aStoppedReplicaAsksForTheBotNoMore() {
        first.start();
        await().untilAsserted(() -> assertThat(firstSource.running).isTrue());
        firstSource.silence = Duration.ofSeconds(151);
        first.giveUpWhenDeaf();
        first.stop();

        IntStream.rangeClosed(0, BotLeader.ROUNDS_AWAY).forEach(_ -> first.giveUpWhenDeaf());
        assertThat(first.isRunning()).isFalse();
        assertThat(leases.holder(BotLeader.LEASE)).isEmpty();
    }

    // MongoDB was away for the first replica alone: both answered, and Telegram's limits doubled.
    @Test
    void twoReplicasLedForAsLongAsMongoDbWasAwayForOneOfThem() {
        var away = new AtomicBoolean();
        Leases flaky = mock(Leases.class, delegatesTo(leases));
        doAnswer(call -> {
                    if (away.get()) {
                        throw new IllegalStateException("planned");
                    }
                    return leases.renew(call.getArgument(0), call.getArgument(1));
                })
                .when(flaky)
                .renew(any(), any());
        Duration soon = Duration.ofMillis(300);
        BotLeader cutOff = leader("cut off", firstSource, flaky, soon);
        BotLeader other = leader("other", secondSource, leases, soon);
        try {
            cutOff.start();
            await().until(cutOff::held);
            away.set(true);
            other.start();
            await().until(other::held);
            cutOff.giveUpWhenDeaf();
            assertThat(cutOff.held()).as("nobody else is heard of").isTrue();

            firstSource.trouble = Failure.of(FailureCode.OWNED_ELSEWHERE, "409 Conflict");
            cutOff.giveUpWhenDeaf();
            assertThat(cutOff.held()).isFalse();
            assertThat(firstSource.running).isFalse();
        } finally {
            cutOff.stop();
            other.stop();
        }
    }

    @Test
    void aLeaderWhoseLeaseIsConfirmedWaitsUntilAnotherPollerIsGone() {
        first.start();
        await().until(first::held);
        firstSource.trouble = Failure.of(FailureCode.OWNED_ELSEWHERE, "409 Conflict");
        first.giveUpWhenDeaf();
        assertThat(first.held()).isTrue();
    }

    private BotLeader leader(String name, UpdateSource source) {
        return leader(name, source, leases, Duration.ofSeconds(15));
    }

    private static BotLeader leader(String name, UpdateSource source, Leases leases, Duration ttl) {
        return new BotLeader(
                leases,
                new Owner(name),
                source,
                mock(BotIntroduction.class),
                mock(SpeakingTurn.class),
                mock(UpdateHandover.class),
                new FailureLog(FailureClassifier.of(List.of()), List.of()),
                new SimpleMeterRegistry(),
                ttl);
    }

    private record Owner(String owner) implements LeaseOwner {
        @Override
        public URI address() {
            return URI.create("http://127.0.0.1:1");
        }

        @Override
        public boolean succeeds(Lease holder) {
            return false;
        }
    }

    /** Updates that come as long as the test says so. */
    private static final class Source implements UpdateSource {
        private volatile boolean running;
        private volatile Duration silence = Duration.ZERO;
        private volatile @Nullable Failure trouble;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public Duration silence() {
            return silence;
        }

        @Override
        public @Nullable Failure trouble() {
            return trouble;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(150);
        }
    }
}
