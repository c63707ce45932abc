package dev.muzon.coordination.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.TestFailures;
import dev.muzon.coordination.queue.JobListener.Settlement;
import dev.muzon.protocol.failure.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class JobWorkerTest {
    private static final String QUEUE = "player";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Doorbell doorbell = new Doorbell();
    private final FlakyQueue queue = new FlakyQueue(new InMemoryJobQueue(Clock.systemUTC(), doorbell));
    private final Map<String, Settlement> settled = new ConcurrentHashMap<>();
    private volatile boolean failing;
    private final JobListener listener = new JobListener() {
        @Override
        public void started(ClaimedJob job) {
            if (failing) {
                throw new NoClassDefFoundError("injected");
            }
        }

        @Override
        public void settled(ClaimedJob job, Settlement settlement, Duration ran) {
            settled.put(job.id() + "#" + job.attempt(), settlement);
        }
    };
    private final List<JobWorker> workers = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final TestFailures failures = new TestFailures();
    private volatile boolean open = true;

    @BeforeEach
    void awaitPatiently() {
        Awaitility.setDefaultTimeout(SOON);
    }

    @AfterEach
    void drain() throws InterruptedException {
        queue.away = false;
        never.countDown();
        for (JobWorker worker : workers) {
            worker.drain(SOON);
        }
        Awaitility.reset();
    }

    private JobWorker start(JobHandler handler) {
        return start(handler, 4, Duration.ofSeconds(30));
    }

    private JobWorker start(JobHandler handler, int parallelism, Duration lease) {
        JobWorker worker = new JobWorker(
                queue,
                handler,
                () -> open,
                doorbell,
                listener,
                failures.recorded(),
                new WorkerSettings(QUEUE, "test", parallelism, lease));
        workers.add(worker);
        worker.start();
        return worker;
    }

    private void publish(String id, String key, long seq) {
        queue.publish(new NewJob(id, QUEUE, "t", "{}", key, seq, 0, 3, NewJob.DEFAULT_KEPT));
    }

    @Test
    void theHandlersOutcomeDecidesTheJobsState() {
        start(job -> switch (job.id()) {
            case "good" -> JobOutcome.done();
            case "hopeless" -> JobOutcome.bury("malformed");
            case "unlucky" ->
                job.attempt() == 1 ? JobOutcome.retryAfter(Duration.ofMillis(10), "flood wait") : JobOutcome.done();
            default -> JobOutcome.retryAfter(Duration.ZERO, "never works");
        });
        List.of("good", "hopeless", "unlucky", "cursed").forEach(id -> publish(id, null, 0));

        await().untilAsserted(() -> assertThat(settled)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "good#1", Settlement.DONE,
                        "hopeless#1", Settlement.DEAD,
                        "unlucky#1", Settlement.RETRIED,
                        "unlucky#2", Settlement.DONE,
                        "cursed#1", Settlement.RETRIED,
                        "cursed#2", Settlement.RETRIED,
                        "cursed#3", Settlement.DEAD)));
        assertThat(queue.dead(QUEUE, 10)).extracting(DeadJob::id).containsExactlyInAnyOrder("hopeless", "cursed");
    }

    @Test
    void anErrorOfOneJobLeavesTheOthersRunning() {
        start(
                job -> {
                    if (job.id().equals("broken")) {
                        throw new NoClassDefFoundError("injected");
                    }
                    return JobOutcome.done();
                },
                1,
                Duration.ofSeconds(30));
        publish("broken", null, 0);
        publish("fine", null, 0);

        await().untilAsserted(() -> assertThat(settled)
                .containsEntry("broken#1", Settlement.RETRIED)
                .containsEntry("fine#1", Settlement.DONE));
    }

    @ParameterizedTest
    @ValueSource(classes = {NoClassDefFoundError.class, StackOverflowError.class})
    void anErrorOfTheQueueIsReportedAndTheWorkerGoesOnClaiming(Class<? extends Error> kind) throws Exception {
        queue.thrownOnce.set(kind.getConstructor().newInstance());
        start(job -> JobOutcome.done());
        await().until(() -> queue.thrownOnce.get() == null);

        publish("after", null, 0);

        await().untilAsserted(() -> assertThat(settled).containsEntry("after#1", Settlement.DONE));
        assertThat(failures.reported()).hasSize(1).hasOnlyElementsOfType(Failure.Critical.class);
    }

    @Test
    void anErrorWhileSettlingDoesNotRunADoneJobAgain() {
        AtomicInteger starts = new AtomicInteger();
        start(job -> {
            starts.incrementAndGet();
            queue.thrownOnce.set(new NoClassDefFoundError("injected"));
            return JobOutcome.done();
        });
        publish("once", null, 0);

        await().untilAsserted(() -> assertThat(settled).containsEntry("once#1", Settlement.DONE));
        assertThat(starts).hasValue(1);
    }

    @Test
    void anErrorOfTheListenerEndsOnlyOneRun() {
        failing = true;
        start(job -> JobOutcome.done(), 1, Duration.ofMillis(300));
        publish("unheard", null, 0);
        await().until(() -> !failures.reported().isEmpty());

        failing = false;
        publish("fine", null, 0);

        await().untilAsserted(() -> assertThat(settled)
                .containsEntry("fine#1", Settlement.DONE)
                .containsEntry("unheard#2", Settlement.DONE));
    }

    @Test
    void claimsOnlyWhileTheGateIsOpenAndFinishesWhatRunsWhenItCloses() {
        open = false;
        CountDownLatch running = new CountDownLatch(1);
        start(job -> {
            if (job.id().equals("first")) {
                running.countDown();
                never.await();
            }
            return JobOutcome.done();
        });
        publish("first", null, 0);
        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(queue.count(QUEUE)).containsEntry(JobState.READY, 1L));

        open = true;
        doorbell.ring(QUEUE);
        await().until(() -> running.getCount() == 0);
        open = false;
        publish("second", null, 0);
        never.countDown();

        await().untilAsserted(() -> assertThat(settled).containsOnlyKeys("first#1"));
        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(queue.count(QUEUE)).containsEntry(JobState.READY, 1L));
        open = true;
        await().untilAsserted(() -> assertThat(settled).containsEntry("second#1", Settlement.DONE));
    }

    @Test
    void anIdleWorkerClaimsAJobOfAKeyInOneStep() {
        start(job -> JobOutcome.done());
        await().until(() -> doorbell.waits(QUEUE));
        publish("keyed", "chat-1", 1);

        await().untilAsserted(() -> assertThat(settled).containsEntry("keyed#1", Settlement.DONE));
        assertThat(queue.firstClaims).hasValue(1);
    }

    @Test
    void aWorkerWithAClosedGateLeavesKeysToOthers() {
        open = false;
        start(job -> JobOutcome.done());
        publish("keyed", "chat-1", 1);

        assertThat(queue.count(QUEUE)).containsEntry(JobState.READY, 1L);
        assertThat(queue.firstClaims).hasValue(0);
    }

    @Test
    void aJobReleasedForAnotherProcessDoesNotCountTheAttempt() {
        start(job -> job.id().equals("later") && settled.isEmpty()
                ? JobOutcome.release(Duration.ofMillis(50))
                : JobOutcome.done());
        publish("later", null, 0);

        await().untilAsserted(() -> assertThat(settled).containsEntry("later#1", Settlement.DONE));
    }

    @Test
    void jobsOfAKeyRunInOrderDespiteFailuresWhileKeysRunSideBySide() {
        int keys = 20;
        int jobsPerKey = 25;
        Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
        Map<String, List<Long>> done = new ConcurrentHashMap<>();
        AtomicInteger overlaps = new AtomicInteger();
        start(
                job -> {
                    AtomicInteger here = inFlight.computeIfAbsent(job.key(), key -> new AtomicInteger());
                    if (here.incrementAndGet() > 1) {
                        overlaps.incrementAndGet();
                    }
                    try {
                        long seq = Long.parseLong(job.id().substring(job.id().indexOf('/') + 1));
                        if (job.attempt() == 1 && seq % 8 == 0) {
                            return JobOutcome.retryAfter(Duration.ofMillis(1), "injected");
                        }
                        done.computeIfAbsent(job.key(), key -> new CopyOnWriteArrayList<>())
                                .add(seq);
                        return JobOutcome.done();
                    } finally {
                        here.decrementAndGet();
                    }
                },
                16,
                Duration.ofSeconds(30));
        for (long seq = 0; seq < jobsPerKey; seq++) {
            for (int key = 0; key < keys; key++) {
                publish("chat-" + key + "/" + seq, "chat-" + key, seq);
            }
        }

        await().until(() -> done.values().stream().mapToInt(List::size).sum() >= keys * jobsPerKey);
        List<Long> inOrder =
                IntStream.range(0, jobsPerKey).mapToLong(i -> i).boxed().toList();
        assertThat(done)
                .hasSize(keys)
                .allSatisfy((key, seqs) -> assertThat(seqs).isEqualTo(inOrder));
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void noMoreJobsRunAtOnceThanTheParallelism() {
        AtomicInteger running = new AtomicInteger();
        JobWorker worker = start(
                job -> {
                    running.incrementAndGet();
                    never.await();
                    return JobOutcome.done();
                },
                2,
                Duration.ofSeconds(30));
        IntStream.range(0, 5).forEach(i -> publish("job-" + i, null, 0));

        await().until(() -> running.get() == 2);
        await().during(Duration.ofMillis(500)).until(() -> running.get() == 2);
        assertThat(worker.inFlight()).isEqualTo(2);
    }

    @Test
    void aLongJobKeepsItsClaim() {
        AtomicInteger starts = new AtomicInteger();
        start(
                job -> {
                    starts.incrementAndGet();
                    never.await();
                    return JobOutcome.done();
                },
                4,
                Duration.ofMillis(200));
        publish("long", null, 0);

        await().until(() -> starts.get() == 1);
        await().during(Duration.ofSeconds(1)).until(() -> starts.get() == 1);
        never.countDown();
        await().untilAsserted(() -> assertThat(settled).containsEntry("long#1", Settlement.DONE));
    }

    @Test
    void aLostClaimInterruptsItsHandlerAndChangesNothing() {
        CountDownLatch interrupted = new CountDownLatch(1);
        start(
                job -> {
                    if (job.attempt() > 1) {
                        return JobOutcome.done();
                    }
                    queue.stealFrom(job);
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return JobOutcome.done();
                },
                4,
                Duration.ofMillis(200));
        publish("stolen", null, 0);

        await().untilAsserted(() -> assertThat(settled)
                .containsEntry("stolen#1", Settlement.LOST)
                .containsEntry("stolen#2", Settlement.DONE));
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void aShortOutageDoesNotRunADoneJobAgain() {
        AtomicInteger starts = new AtomicInteger();
        start(job -> {
            starts.incrementAndGet();
            queue.away = true;
            return JobOutcome.done();
        });
        publish("once", null, 0);

        await().until(() -> queue.refused.get() > 2);
        queue.away = false;

        await().untilAsserted(() -> assertThat(settled).containsEntry("once#1", Settlement.DONE));
        assertThat(starts).hasValue(1);
    }

    @Test
    void anOutageOfTheStoreIsSurvived() {
        queue.away = true;
        start(job -> JobOutcome.done());
        await().until(() -> queue.refused.get() > 1);

        queue.away = false;
        publish("after", null, 0);

        await().untilAsserted(() -> assertThat(settled).containsEntry("after#1", Settlement.DONE));
    }

    @Test
    void drainingLetsRunningJobsFinishAndClaimsNoMore() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        JobWorker worker = start(job -> {
            running.countDown();
            never.await();
            return JobOutcome.done();
        });
        publish("running", null, 0);
        running.await();
        Thread drainer = Thread.currentThread();
        Thread finisher = Thread.ofVirtual().start(() -> {
            await().until(() -> drainer.getState() == Thread.State.TIMED_WAITING);
            never.countDown();
        });

        assertThat(worker.drain(SOON)).isTrue();
        finisher.join();
        publish("too late", null, 0);

        assertThat(settled).containsExactly(Map.entry("running#1", Settlement.DONE));
        assertThat(queue.count(QUEUE)).containsEntry(JobState.READY, 1L);
    }

    @Test
    void drainingGivesUnfinishedJobsBack() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch stubbornness = new CountDownLatch(1);
        JobWorker worker = start(job -> {
            running.countDown();
            if (job.id().equals("polite")) {
                never.await();
            } else {
                awaitIgnoringInterrupts(stubbornness);
            }
            return JobOutcome.done();
        });
        publish("polite", "chat-1", 0);
        publish("stubborn", "chat-2", 0);
        running.await();

        assertThat(worker.drain(Duration.ZERO)).isFalse();

        for (int i = 0; i < 2; i++) {
            Optional<ClaimedJob> again = queue.claim(QUEUE, "another", Duration.ofSeconds(30));
            assertThat(again)
                    .map(ClaimedJob::attempt)
                    .as("the attempt did not count")
                    .contains(1);
        }
        stubbornness.countDown();
        await().untilAsserted(() -> assertThat(settled)
                .containsEntry("polite#1", Settlement.RELEASED)
                .containsEntry("stubborn#1", Settlement.LOST));
    }

    @Test
    void anErrorWhileAJobIsGivenBackKeptTheOthers() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch stubbornness = new CountDownLatch(1);
        JobWorker worker = start(job -> {
            running.countDown();
            awaitIgnoringInterrupts(stubbornness);
            return JobOutcome.done();
        });
        publish("one", "chat-1", 0);
        publish("other", "chat-2", 0);
        running.await();
        queue.releaseThrownOnce.set(new AssertionError("injected"));

        assertThat(worker.drain(Duration.ZERO)).isFalse();

        assertThat(queue.claim(QUEUE, "another", Duration.ofSeconds(30))).isPresent();
        assertThat(queue.claim(QUEUE, "another", Duration.ofSeconds(30))).isEmpty();
        assertThat(failures.reported()).hasSize(1);
        stubbornness.countDown();
    }

    @Test
    void drainingAWorkerThatNeverBeganReturnsAtOnce() throws InterruptedException {
        JobWorker worker = new JobWorker(
                queue,
                job -> JobOutcome.done(),
                ClaimGate.OPEN,
                doorbell,
                listener,
                failures.recorded(),
                new WorkerSettings(QUEUE, "test", 1, Duration.ofSeconds(30)));

        assertThat(worker.drain(SOON)).isTrue();
    }

    private static void awaitIgnoringInterrupts(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                assertThat(latch.getCount()).isPositive();
            }
        }
    }
}
