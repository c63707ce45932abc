package dev.muzon.coordination.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every queue for the jobs of one key, and the setting for the rest of the contract. */
abstract class JobLaneContract {
    static final String QUEUE = "player";
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration KEPT = Duration.ofHours(1);

    final TestClock clock = TestClock.create();
    final Doorbell doorbell = new Doorbell();
    JobQueue queue;

    abstract JobQueue createQueue();

    @BeforeEach
    void create() {
        queue = createQueue();
    }

    static NewJob job(String id) {
        return new NewJob(id, QUEUE, "player.enqueue", "{\"id\":\"" + id + "\"}", null, 0, 0, 3, KEPT);
    }

    static NewJob keyed(String id, String key, long seq) {
        return new NewJob(id, QUEUE, "player.enqueue", "{}", key, seq, 0, 3, KEPT);
    }

    ClaimedJob claim() {
        return queue.claim(QUEUE, "worker-1", LEASE).orElseThrow();
    }

    void assertNothingToClaim() {
        assertThat(queue.claim(QUEUE, "worker-1", LEASE)).isEmpty();
    }

    @Test
    void jobsOfAKeyRunOneAtATimeInSequence() {
        queue.publish(keyed("b", "chat-1", 1));
        queue.publish(keyed("d", "chat-1", 3));
        queue.publish(keyed("c", "chat-1", 2));
        queue.publish(keyed("other", "chat-2", 9));

        ClaimedJob first = claim();
        assertThat(first.id()).isEqualTo("b");
        assertThat(claim().id()).isEqualTo("other");
        assertNothingToClaim();

        queue.complete(first);
        ClaimedJob second = claim();
        assertThat(second.id()).isEqualTo("c");
        queue.bury(second, "no such chat");
        assertThat(claim().id()).isEqualTo("d");
    }

    @Test
    void keysOfDifferentQueuesAreDifferentLanes() {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(new NewJob("b", "gateway", "t", "{}", "chat-1", 1, 0, 3, KEPT));

        assertThat(claim().id()).isEqualTo("a");
        assertThat(queue.claim("gateway", "worker-1", LEASE))
                .map(ClaimedJob::id)
                .contains("b");
    }

    @Test
    void aFailedJobKeepsItsPlaceBeforeTheOthersOfItsKey() {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));

        assertThat(queue.fail(claim(), "flood wait", Duration.ofSeconds(10))).isTrue();
        assertNothingToClaim();
        clock.advance(Duration.ofSeconds(10));

        ClaimedJob again = claim();
        assertThat(again.id()).isEqualTo("a");
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.waited()).isZero();
    }

    @Test
    void aReleasedJobRunsAtOnceAndTheAttemptDoesNotCount() {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));

        assertThat(queue.release(claim(), Duration.ZERO)).isTrue();

        ClaimedJob again = claim();
        assertThat(again.id()).isEqualTo("a");
        assertThat(again.attempt()).isEqualTo(1);
    }

    @Test
    void aJobThatKillsItsOwnersBecomesDead() {
        queue.publish(keyed("killer", "chat-1", 1));
        queue.publish(keyed("next", "chat-1", 2));
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(claim().id()).isEqualTo("killer");
            clock.advance(LEASE);
        }

        assertThat(claim().id()).isEqualTo("next");
        assertThat(queue.dead(QUEUE, 10)).singleElement().satisfies(dead -> {
            assertThat(dead.id()).isEqualTo("killer");
            assertThat(dead.attempts()).isEqualTo(3);
            assertThat(dead.error()).isEqualTo(JobQueue.OWNER_DIED);
        });
    }

    @Test
    void aJobThatBecomesClaimableRingsTheDoorbell() throws InterruptedException {
        queue.publish(keyed("a", "chat-1", 1));
        assertThat(doorbell.await(QUEUE, Duration.ZERO, false).rang()).isTrue();
        queue.publish(keyed("b", "chat-1", 2));
        assertThat(doorbell.await(QUEUE, Duration.ZERO, false).rang())
                .as("it waits")
                .isFalse();

        queue.complete(claim());
        assertThat(doorbell.await(QUEUE, Duration.ZERO, false).rang())
                .as("it is next")
                .isTrue();
    }

    @Test
    void theFirstWaitingJobOfAKeyIsClaimedInOneStep() {
        queue.publish(keyed("a", "chat-1", 1));
        ClaimedJob head = claim();
        queue.publish(keyed("c", "chat-1", 3));
        queue.publish(keyed("b", "chat-1", 2));
        assertThat(queue.claimFirst(QUEUE, "chat-1", "worker-1", LEASE))
                .as("behind the head")
                .isEmpty();
        assertThat(queue.claimFirst(QUEUE, "chat-2", "worker-1", LEASE))
                .as("an empty lane")
                .isEmpty();

        queue.complete(head);
        queue.release(claim(), Duration.ZERO);
        assertThat(queue.claimFirst(QUEUE, "chat-1", "worker-1", LEASE))
                .as("a head that waits for any worker")
                .isEmpty();
    }

    @Test
    void anIdleWorkerIsHandedTheKeyAndClaimsTheWholeLaneInOrder() throws Exception {
        CompletableFuture<Doorbell.Ring> idle = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                idle.complete(doorbell.await(QUEUE, Duration.ofMinutes(1), true));
            } catch (InterruptedException e) {
                idle.completeExceptionally(e);
            }
        });
        await().until(() -> doorbell.waits(QUEUE));

        queue.publish(keyed("b", "chat-1", 2));
        queue.publish(keyed("a", "chat-2", 1));

        assertThat(idle.get().key()).isEqualTo("chat-1");
        ClaimedJob first = queue.claimFirst(QUEUE, "chat-1", "worker-1", LEASE).orElseThrow();
        assertThat(first.id()).isEqualTo("b");
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(claim().id()).as("published while the worker was busy").isEqualTo("a");
        queue.publish(keyed("c", "chat-1", 3));
        assertNothingToClaim();
        assertThat(queue.heartbeat(first, LEASE)).isTrue();
        assertThat(queue.complete(first)).isTrue();
        assertThat(claim().id()).isEqualTo("c");
    }

    /** Runs random operations on few keys. Always a key has at most one job in flight, and its jobs end in sequence. */
    @Test
    void lanesStayInOrderUnderRandomOperations() {
        Random random = new Random(4);
        int jobsPerKey = 6;
        List<String> keys = List.of("chat-1", "chat-2", "chat-3");
        IntStream.range(0, jobsPerKey)
                .forEach(seq -> keys.forEach(key -> queue.publish(keyed(key + ":" + seq, key, seq))));
        List<String> finished = new ArrayList<>();
        List<ClaimedJob> inFlight = new ArrayList<>();

        while (finished.size() < jobsPerKey * keys.size()) {
            queue.claim(QUEUE, "worker-1", LEASE).ifPresent(inFlight::add);
            assertThat(inFlight).extracting(ClaimedJob::key).doesNotHaveDuplicates();
            if (!inFlight.isEmpty()) {
                ClaimedJob claimed = inFlight.remove(random.nextInt(inFlight.size()));
                switch (random.nextInt(claimed.lastAttempt() ? 2 : 4)) {
                    case 0 -> finish(claimed, finished);
                    case 1 -> queue.release(claimed, Duration.ZERO);
                    case 2 -> queue.fail(claimed, "injected", Duration.ofSeconds(1));
                    default -> inFlight.add(claimed);
                }
            }
            clock.advance(Duration.ofSeconds(1));
            inFlight.forEach(claimed -> queue.heartbeat(claimed, LEASE));
            queue.sweep();
        }

        for (String key : keys) {
            assertThat(finished.stream().filter(id -> id.startsWith(key)))
                    .containsExactlyElementsOf(IntStream.range(0, jobsPerKey)
                            .mapToObj(seq -> key + ":" + seq)
                            .toList());
        }
    }

    private void finish(ClaimedJob claimed, List<String> finished) {
        assertThat(queue.complete(claimed)).isTrue();
        finished.add(claimed.id());
    }
}
