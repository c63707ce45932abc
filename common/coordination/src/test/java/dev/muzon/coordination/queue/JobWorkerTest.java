package dev.muzon.coordination.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.JobListener.Settlement;
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

@Timeout(120)
class JobWorkerTest {
    private static final String QUEUE = "player";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Doorbell doorbell = new Doorbell();
    private final FlakyQueue queue = new FlakyQueue(new InMemoryJobQueue(Clock.systemUTC(), doorbell));
    private final Map<String, Settlement> settled = new ConcurrentHashMap<>();
    private final JobListener listener = new JobListener() {
        @Override
        public void settled(ClaimedJob job, Settlement settlement, Duration ran) {
            settled.put(job.id() + "#" + job.attempt(), settlement);
        }
    };
    private final List<JobWorker> workers = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

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
                queue, QUEUE, handler, doorbell, listener, new WorkerSettings("test", parallelism, lease));
        workers.add(worker);
        worker.start();
        return worker;
    }

    private void publish(String id, String key, long seq) {
        queue.publish(new NewJob(id, QUEUE, "t", "{}", key, seq, 0, 3));
    }

    @Test
    void theHandlersWordDecides() {
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

    @Test
    void keysRunInOrderOneAtATimeDespiteFailuresAndSideBySide() {
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
    void noMoreRunAtOnceThanAllowed() {
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
    void drainingGivesBackWhatDoesNotFinish() throws InterruptedException {
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
    void drainingAWorkerThatNeverBeganReturnsAtOnce() throws InterruptedException {
        JobWorker worker = new JobWorker(
                queue,
                QUEUE,
                job -> JobOutcome.done(),
                doorbell,
                listener,
                new WorkerSettings("test", 1, Duration.ofSeconds(30)));

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
