package dev.muzon.coordination.queue;

import dev.muzon.coordination.Jitter;
import dev.muzon.coordination.Outage;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off one queue. A single thread claims, as many jobs as there are permits run at once, each on its own virtual
 * thread; the doorbell wakes the claimer, and jittered polling stands behind it. A second worker of the same queue
 * belongs into another process. It is started once; once drained it stays so.
 */
public final class JobWorker {
    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);
    private static final Duration POLL_SHORTEST = Duration.ofMillis(20);
    private static final Duration POLL_LONGEST = Duration.ofMillis(250);
    private static final Duration OUTAGE_POLL_LONGEST = Duration.ofSeconds(5);
    private static final Duration SWEEP_SHORTEST = Duration.ofSeconds(2);
    private static final Duration SWEEP_LONGEST = Duration.ofSeconds(5);
    /** For a handler to notice its interrupt after the drain's deadline. */
    private static final Duration INTERRUPT_GRACE = Duration.ofSeconds(1);

    private final JobQueue jobs;
    private final String queue;
    private final JobHandler handler;
    private final Doorbell doorbell;
    private final JobListener listener;
    private final WorkerSettings settings;

    private final Semaphore permits;
    private final Set<JobRun> running = ConcurrentHashMap.newKeySet();
    private final Thread claimer;
    private final Thread sweeper;
    private volatile boolean draining;

    public JobWorker(
            JobQueue jobs,
            String queue,
            JobHandler handler,
            Doorbell doorbell,
            JobListener listener,
            WorkerSettings settings) {
        this.jobs = jobs;
        this.queue = queue;
        this.handler = handler;
        this.doorbell = doorbell;
        this.listener = listener;
        this.settings = settings;
        this.permits = new Semaphore(settings.parallelism());
        this.claimer = Thread.ofVirtual().name("claim " + queue).unstarted(() -> untilInterrupted(this::claim));
        this.sweeper = Thread.ofVirtual().name("sweep " + queue).unstarted(() -> untilInterrupted(this::sweep));
    }

    /** Returns at once; a store that cannot be reached is asked again until it can. */
    public void start() {
        claimer.start();
        sweeper.start();
    }

    /**
     * Claims nothing more, waits for what runs, and gives back what is not finished by the deadline: it runs elsewhere
     * at once and the attempt does not count. Takes up to two seconds longer than the deadline.
     *
     * @return whether everything finished by itself
     */
    public boolean drain(Duration deadline) throws InterruptedException {
        draining = true;
        if (claimer.getState() == Thread.State.NEW) {
            return true;
        }
        long end = System.nanoTime() + deadline.toNanos();
        sweeper.interrupt();
        doorbell.ring(queue);
        if (allFinishBy(end)) {
            return true;
        }
        log.warn("interrupting {} jobs of {} that did not finish within {}", running.size(), queue, deadline);
        running.forEach(JobRun::cancel);
        if (!allFinishBy(System.nanoTime() + INTERRUPT_GRACE.toNanos())) {
            running.forEach(this::giveBack);
        }
        return false;
    }

    /** How many jobs run now, for metrics. */
    public int inFlight() {
        return running.size();
    }

    private boolean allFinishBy(long end) throws InterruptedException {
        int all = settings.parallelism();
        boolean idle = claimer.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))
                && permits.tryAcquire(all, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (idle) {
            permits.release(all);
        }
        return idle;
    }

    private void giveBack(JobRun run) {
        try {
            run.giveBack();
        } catch (RuntimeException e) {
            log.warn("cannot give a job of {} back, its lease has to run out: {}", queue, e.toString());
        }
    }

    private void claim() throws InterruptedException {
        PollingPace pace = new PollingPace(POLL_SHORTEST, POLL_LONGEST);
        PollingPace outagePace = new PollingPace(POLL_LONGEST, OUTAGE_POLL_LONGEST);
        Outage outage = new Outage(log, "claiming jobs of " + queue);
        while (!draining) {
            if (!permits.tryAcquire(POLL_LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                continue;
            }
            boolean handedOver = false;
            Duration pause = Duration.ZERO;
            try {
                long asked = System.nanoTime();
                Optional<ClaimedJob> job = jobs.claim(queue, settings.owner(), settings.lease());
                outage.over();
                outagePace.reset();
                if (job.isEmpty()) {
                    pause = pace.next();
                } else if (draining) {
                    jobs.release(job.get());
                } else {
                    run(job.get(), asked);
                    handedOver = true;
                    pace.reset();
                }
            } catch (RuntimeException e) {
                outage.noticed(e);
                pause = outagePace.next();
            } finally {
                if (!handedOver) {
                    permits.release();
                }
            }
            if (!pause.isZero() && doorbell.await(queue, pause)) {
                pace.reset();
            }
        }
    }

    private void run(ClaimedJob job, long claimedAt) {
        JobRun run = new JobRun(job, jobs, handler, listener, settings.lease(), claimedAt);
        running.add(run);
        Thread.ofVirtual().name("job " + job.id()).start(() -> {
            try {
                run.run();
            } finally {
                running.remove(run);
                permits.release();
            }
        });
    }

    private void sweep() throws InterruptedException {
        Outage outage = new Outage(log, "sweeping jobs");
        while (!draining) {
            Thread.sleep(Jitter.between(SWEEP_SHORTEST, SWEEP_LONGEST));
            try {
                jobs.sweep();
                outage.over();
            } catch (RuntimeException e) {
                outage.noticed(e);
            }
        }
    }

    private static void untilInterrupted(Loop loop) {
        try {
            loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Loop {
        void run() throws InterruptedException;
    }
}
