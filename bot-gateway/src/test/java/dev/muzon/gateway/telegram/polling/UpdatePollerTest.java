package dev.muzon.gateway.telegram.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.TestBotApi;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.drain.Resignation;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpdatePollerTest {
    private static final FailureLog FAILURES = new FailureLog(FailureClassifier.of(List.of()), List.of());

    private final FakeBotApi telegram = new FakeBotApi();
    private final BotApi api = TestBotApi.at(telegram);
    private final List<Integer> accepted = new CopyOnWriteArrayList<>();
    private final Set<Integer> unsafe = ConcurrentHashMap.newKeySet();
    private final List<Integer> exits = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> nextFailure = new AtomicReference<>();
    private final AtomicReference<CompletableFuture<Void>> held =
            new AtomicReference<>(CompletableFuture.completedFuture(null));
    private final AtomicLong nanos = new AtomicLong();
    private UpdatePoller poller = poller(nanos::get);

    private UpdatePoller poller(Ticker ticker) {
        return new UpdatePoller(
                api,
                this::accept,
                new PollingSettings(Duration.ofSeconds(20)),
                FAILURES,
                new Resignation(exits::add),
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 0),
                ticker);
    }

    private OptionalInt accept(List<Incoming> batch) throws InterruptedException {
        Throwable failure = nextFailure.getAndSet(null);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        batch.forEach(update -> accepted.add(update.updateId()));
        try {
            held.get().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return batch.stream()
                .mapToInt(Incoming::updateId)
                .filter(unsafe::contains)
                .findFirst();
    }

    @AfterEach
    void close() {
        poller.stop();
        telegram.close();
    }

    @Test
    void everyUpdateIsAcceptedOnceAndConfirmed() {
        int first = telegram.say(-1, 7, "en", "/ping");
        poller.start();
        int second = sayAfter(first);
        await().untilAsserted(() -> assertThat(accepted).containsExactly(first, second));
        await().untilAsserted(() -> assertThat(telegram.unconfirmed()).isZero());
    }

    @Test
    void anUpdateIsConfirmedOnlyWhenItIsAccepted() {
        var accepting = new CompletableFuture<Void>();
        held.set(accepting);
        int id = telegram.say(-1, 7, "en", "/ping");
        poller.start();
        await().untilAsserted(() -> assertThat(accepted).containsExactly(id));
        assertThat(telegram.unconfirmed()).isOne();
        accepting.complete(null);
        await().untilAsserted(() -> assertThat(telegram.unconfirmed()).isZero());
    }

    @Test
    void anUpdateThatIsNotSafeStaysWithTelegramAndHoldsUpNoOther() {
        int first = telegram.say(-1, 7, "en", "/ping");
        int held = telegram.say(-1, 7, "en", "/ping");
        unsafe.add(held);
        poller.start();
        await().untilAsserted(() -> assertThat(accepted).contains(first, held));
        int next = telegram.say(-2, 7, "en", "/ping");
        await().untilAsserted(() -> assertThat(accepted).contains(next));
        assertThat(telegram.unconfirmed()).isEqualTo(2);

        poller.stop();
        assertThat(telegram.unconfirmed()).isEqualTo(2);
        unsafe.clear();
        poller = poller(nanos::get);
        poller.start();
        await().untilAsserted(() -> assertThat(telegram.unconfirmed()).isZero());
    }

    @Test
    void anErrorInTheSinkDoesNotEndThePolling() {
        nextFailure.set(new NoClassDefFoundError("planned"));
        int id = telegram.say(-1, 7, "en", "/ping");
        poller.start();
        await().untilAsserted(() -> assertThat(accepted).containsExactly(id));
        assertThat(exits).isEmpty();
    }

    @Test
    void anUnacceptedBatchComesAgain() {
        nextFailure.set(new IllegalStateException("planned"));
        int id = telegram.say(-1, 7, "en", "/ping");
        poller.start();
        await().untilAsserted(() -> assertThat(accepted).containsExactly(id));
        await().untilAsserted(() -> assertThat(telegram.unconfirmed()).isZero());
    }

    @Test
    void stoppingConfirmsWhatIsAccepted() {
        int id = telegram.say(-1, 7, "en", "/ping");
        poller.start();
        await().untilAsserted(() -> assertThat(accepted).containsExactly(id));
        poller.stop();
        assertThat(telegram.unconfirmed()).isZero();
        poller = poller(nanos::get);
        poller.start();
        int next = telegram.say(-1, 7, "en", "/ping");
        await().untilAsserted(() -> assertThat(accepted).containsExactly(id, next));
    }

    @Test
    void silenceIsTheTimeSinceTelegramsLastAnswer() {
        assertThat(poller.silence()).isZero();
        poller.start();
        nanos.set(Duration.ofSeconds(70).toNanos());
        assertThat(poller.silence()).isEqualTo(Duration.ofSeconds(70));
        int id = telegram.say(-1, 7, "en", "/ping");
        await().untilAsserted(() -> assertThat(accepted).containsExactly(id));
        assertThat(poller.silence()).isZero();
    }

    @Test
    void aWebhookIsForgottenAndItsWaitingUpdatesAreNot() {
        poller.start();
        await().untilAsserted(() -> assertThat(telegram.calls("deletewebhook")).hasSize(1));
        assertThat(telegram.calls("deletewebhook")
                        .getFirst()
                        .body()
                        .path("drop_pending_updates")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aRejectedTokenEndsTheProcessAfterFiveAttempts() {
        IntStream.range(0, 9).forEach(_ -> telegram.refuseNext("getUpdates", 401, "Unauthorized"));
        poller.start();
        await().untilAsserted(() -> assertThat(exits).containsExactly(75));
        assertThat(telegram.calls("getupdates")).hasSize(5);
    }

    @Test
    void anOutageIsWaitedOutHoweverLongItTakes() {
        int id = telegram.say(-1, 7, "en", "/ping");
        IntStream.range(0, 20).forEach(_ -> telegram.refuseNext("getUpdates", 502, "Bad Gateway"));
        poller.start();
        await().untilAsserted(() -> assertThat(accepted).containsExactly(id));
        assertThat(exits).isEmpty();
    }

    private int sayAfter(int earlier) {
        await().untilAsserted(() -> assertThat(accepted).contains(earlier));
        return telegram.say(-1, 7, "en", "/ping");
    }
}
