package dev.muzon.gateway.bot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class UpdateIntakeTest {

    private final List<Integer> handled = new CopyOnWriteArrayList<>();
    private final List<String> chatsOfFailures = new CopyOnWriteArrayList<>();
    private final FailureLog failures = new FailureLog(
            FailureClassifier.of(List.of()),
            List.of(_ -> chatsOfFailures.add(String.valueOf(MDC.get(LogContext.CHAT)))));
    private final Set<Integer> needsStore = ConcurrentHashMap.newKeySet();
    private final AtomicInteger saving = new AtomicInteger();
    private final Set<Integer> saved = ConcurrentHashMap.newKeySet();
    private volatile boolean storeAway;
    private volatile boolean storeHangs;
    private volatile boolean leading = true;
    private volatile CompletableFuture<?> answer = CompletableFuture.completedFuture(null);
    private volatile Runnable onSaved = () -> {};
    private final UpdateLanes lanes = new UpdateLanes(
            new UpdateDispatcher(List.of(new Handler()), new SimpleMeterRegistry(), Traces.OFF, failures),
            Ticker.systemTicker(),
            failures);
    private final UpdateIntake intake = intake();

    private UpdateIntake intake() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("leadership", (Leadership) () -> leading);
        return new UpdateIntake(
                this::publish, lanes, beans.getBeanProvider(Leadership.class), Ticker.systemTicker(), failures);
    }

    private List<Incoming> publish(List<Incoming> updates) {
        saving.incrementAndGet();
        if (storeHangs) {
            LockSupport.park();
        }
        if (storeAway) {
            throw Failure.of(FailureCode.STORE_UNAVAILABLE, "planned").asException();
        }
        List<Incoming> fresh =
                updates.stream().filter(update -> saved.add(update.updateId())).toList();
        onSaved.run();
        return fresh;
    }

    private final class Handler implements UpdateHandler<Incoming.JoinRequest> {
        @Override
        public Class<Incoming.JoinRequest> type() {
            return Incoming.JoinRequest.class;
        }

        @Override
        public CompletableFuture<?> handle(Incoming.JoinRequest update) {
            handled.add(update.updateId());
            if (needsStore.contains(update.updateId()) && storeAway) {
                throw Failure.of(FailureCode.STORE_UNAVAILABLE, "planned").asException();
            }
            return answer;
        }
    }

    @Test
    void aSavedUpdateIsAcceptedBeforeItIsFinished() throws InterruptedException {
        answer = new CompletableFuture<>();
        intake.accept(List.of(update(1), update(2)));
        assertThat(saved).containsExactlyInAnyOrder(1, 2);
        await().untilAsserted(() -> assertThat(handled).containsExactly(1, 2));
    }

    // "/pause, /volume 60, /skip" were carried out in another order on a busy machine.
    @Test
    void anUpdateWhoseJobWasClaimedAtOnceOvertookTheOneBeforeIt() throws InterruptedException {
        onSaved = () -> {
            Thread claim = Thread.ofPlatform().start(() -> {
                CompletableFuture<Void> _ = lanes.submit(update(2));
            });
            await().until(() -> claim.getState() == Thread.State.WAITING || !claim.isAlive());
        };

        intake.accept(List.of(update(1), update(2)));

        await().untilAsserted(() -> assertThat(handled).containsExactly(1, 2));
    }

    // Telegram delivers from many chats at a time. While MongoDB hung, one update was begun every two seconds.
    @Test
    void aDeliveryWaitedUntilTheOnesBeforeItWereSaved() {
        storeHangs = true;
        int deliveries = 10;
        IntStream.rangeClosed(1, deliveries).forEach(id -> Thread.startVirtualThread(() -> accept(update(id))));

        await().until(() -> saving.get() == deliveries);
        assertThat(handled).isEmpty();
        await().untilAsserted(() -> assertThat(handled).hasSize(deliveries));
    }

    private void accept(Incoming update) {
        try {
            intake.accept(List.of(update));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theFailureOfAnUpdateIsLoggedWithItsChat() throws InterruptedException {
        answer = new CompletableFuture<>();
        intake.accept(List.of(update(1)));
        await().untilAsserted(() -> assertThat(handled).containsExactly(1));

        answer.completeExceptionally(new IllegalStateException("planned"));
        await().untilAsserted(() -> assertThat(chatsOfFailures).containsExactly("-1"));
    }

    @Test
    void anUpdateThatWasSavedBeforeIsLeftToItsJob() throws InterruptedException {
        saved.add(1);
        intake.accept(List.of(update(1), update(2)));
        await().untilAsserted(() -> assertThat(handled).containsExactly(2));
    }

    @Test
    void withoutAStoreAnUpdateIsAcceptedWhenItIsFinished() throws InterruptedException {
        storeAway = true;
        intake.accept(List.of(update(1)));
        assertThat(handled).containsExactly(1);
        assertThat(saved).isEmpty();
    }

    @Test
    void aStoreThatHangsKeepsNobodyWaiting() throws InterruptedException {
        storeHangs = true;
        storeAway = true;
        intake.accept(List.of(update(1)));
        assertThat(handled).containsExactly(1);
        assertThat(saved).isEmpty();
    }

    @Test
    void anUpdateThatWaitsIsSavedAsSoonAsTheStoreIsBack() throws InterruptedException {
        storeAway = true;
        answer = new CompletableFuture<>();
        assertThat(intake.accept(List.of(update(1)))).hasValue(1);
        assertThat(handled).containsExactly(1);
        storeAway = false;
        assertThat(intake.accept(List.of(update(1)))).isEmpty();
        assertThat(saved).containsExactly(1);
        assertThat(handled).containsExactly(1);
    }

    @Test
    void anUpdateThatNeedsTheStoreKeptTheOthersFromComingIn() throws InterruptedException {
        storeAway = true;
        needsStore.add(2);
        assertThat(intake.accept(List.of(update(1), update(2), update(3)))).hasValue(2);
        assertThat(intake.accept(List.of(update(2), update(3), update(4)))).hasValue(2);
        assertThat(handled.stream().filter(id -> id != 2)).containsExactly(1, 3, 4);

        storeAway = false;
        assertThat(intake.accept(List.of(update(2), update(3), update(4)))).isEmpty();
        await().untilAsserted(() -> assertThat(handled).endsWith(2));
        assertThat(saved).contains(2);
        assertThat(handled.stream().filter(id -> id != 2)).containsExactly(1, 3, 4);
    }

    @Test
    void anUpdateThatFailsAgainAndAgainIsReportedOnceForEachAttempt() throws InterruptedException {
        storeAway = true;
        needsStore.add(1);
        assertThat(intake.accept(List.of(update(1)))).hasValue(1);
        assertThat(intake.accept(List.of(update(1)))).hasValue(1);
        await().untilAsserted(() ->
                assertThat(chatsOfFailures.stream().filter("-1"::equals)).hasSize(2));
    }

    // Telegram shows no update behind so many unconfirmed ones.
    @Test
    void anUnfinishedUpdateIsKeptInMemoryWhenTelegramWouldShowNothingBehindIt() throws InterruptedException {
        storeAway = true;
        needsStore.add(1);
        List<Incoming> full = IntStream.rangeClosed(1, BotApi.MOST_UPDATES)
                .mapToObj(UpdateIntakeTest::update)
                .toList();
        assertThat(intake.accept(full)).isEmpty();
        assertThat(intake.accept(List.of(update(101)))).isEmpty();
        assertThat(handled).contains(101);

        storeAway = false;
        assertThat(intake.accept(List.of())).isEmpty();
        assertThat(saved).containsExactly(1);
        await().untilAsserted(() -> assertThat(handled).endsWith(1));
    }

    @Test
    void aReplicaThatDoesNotLeadOnlySaves() throws InterruptedException {
        leading = false;
        intake.accept(List.of(update(1)));
        assertThat(saved).containsExactly(1);
        assertThat(handled).isEmpty();
    }

    @Test
    void aReplicaThatDoesNotLeadRefusesWhatItCannotSave() {
        leading = false;
        storeAway = true;
        assertThatThrownBy(() -> intake.accept(List.of(update(1)))).isInstanceOf(FailureException.class);
    }

    private static Incoming update(int id) {
        return new Incoming.JoinRequest(id, new Conversation(-1, Conversation.Kind.GROUP, "Jazz", null), 7);
    }
}
