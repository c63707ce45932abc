package dev.muzon.extractor.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestSlotsTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
        }
    }

    /** Starts a request that takes a slot and keeps it until it may go. */
    private Thread request(RequestSlots slots, long chat, long person) {
        Thread thread = Thread.ofVirtual().start(() -> {
            try (RequestSlots.Slot _ = slots.take(chat, person)) {
                running.incrementAndGet();
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        threads.add(thread);
        return thread;
    }

    private static FailureCode refused(RequestSlots slots, long person) {
        return catchThrowableOfType(FailureException.class, () -> slots.take(-1, person))
                .failure()
                .code();
    }

    private void awaitRunning(int count) {
        await().atMost(Duration.ofMinutes(1)).until(() -> running.get() == count);
    }

    private static void awaitBlocked(List<Thread> blocked) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> blocked.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
    }

    @Test
    void aChatWithManyWaitingRequestsIsRefusedAndOthersAreNot() throws Exception {
        var slots = new RequestSlots(new RequestSlots.Limits(8, 1, 1, 2, LONG));
        request(slots, -1, 7);
        awaitRunning(1);
        awaitBlocked(List.of(request(slots, -1, 7), request(slots, -1, 8)));

        assertThat(refused(slots, 9)).as("asked once").isEqualTo(FailureCode.SOURCE_BUSY);
        assertThat(refused(slots, 7)).as("asked twice already").isEqualTo(FailureCode.TOO_OFTEN);
        slots.take(-2, 10).close();
        go.countDown();
        awaitRunning(3);
    }

    @Test
    void onePersonsSlowLinksLeaveTurnsForOthers() {
        var slots = new RequestSlots(new RequestSlots.Limits(8, 6, 3, 100, LONG));
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Thread thread = request(slots, -1, 7);
            if (i < 3) {
                awaitRunning(i + 1);
            } else {
                waiting.add(thread);
            }
        }
        awaitBlocked(waiting);

        request(slots, -1, 8);
        request(slots, -2, 9);
        awaitRunning(5);
    }

    @Test
    void oneChatsSlowLinksLeaveTurnsForOthers() {
        var slots = new RequestSlots(new RequestSlots.Limits(8, 2, 2, 100, LONG));
        for (int i = 0; i < 20; i++) {
            request(slots, -1, i);
        }
        awaitRunning(2);

        request(slots, -2, 100);
        awaitRunning(3);
    }

    @Test
    void everyWaitingRequestGetsATurnInTheEnd() {
        var slots = new RequestSlots(new RequestSlots.Limits(2, 1, 1, 100, LONG));
        for (int i = 0; i < 20; i++) {
            request(slots, -(i % 3), i % 5);
        }
        go.countDown();
        awaitRunning(20);
    }

    @Test
    void onlyAPersonWhoseOwnRequestsAreInTheWayIsToldToBeSlower() throws Exception {
        var slots = new RequestSlots(new RequestSlots.Limits(2, 1, 1, 100, Duration.ofMillis(50)));
        try (RequestSlots.Slot _ = slots.take(-1, 7)) {
            assertThat(refused(slots, 7)).isEqualTo(FailureCode.TOO_OFTEN);
            assertThat(refused(slots, 8)).as("asked once").isEqualTo(FailureCode.SOURCE_BUSY);
        }
        slots.take(-1, 7).close();
    }

    @Test
    void aRequestInterruptedWhileWaitingKeepsNoTurn() throws Exception {
        var slots = new RequestSlots(new RequestSlots.Limits(1, 1, 1, 100, LONG));
        try (RequestSlots.Slot _ = slots.take(-1, 7)) {
            Thread waiting = request(slots, -2, 8);
            awaitBlocked(List.of(waiting));
            waiting.interrupt();
            assertThat(waiting.join(Duration.ofMinutes(1))).isTrue();
        }
        slots.take(-3, 9).close();
        assertThat(running.get()).isZero();
    }
}
