package dev.muzon.coordination.queue;

import dev.muzon.coordination.Jitter;
import dev.muzon.coordination.LoopFailures;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker of one queue. A single thread claims. As many jobs as there are permits run at once, each on its own virtual
 * thread. The doorbell wakes the claimer, and jittered polling stands behind it. A second worker of the same queue
 * belongs into another process. A worker is started once, and once drained it stays drained.
 */
public final class JobWorker {
    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);
    private static final Duration POLL_SHORTEST = Duration.ofMillis(20);
    private static final Duration POLL_LONGEST = Duration.ofMillis(500);
    private static final Duration SWEEP_SHORTEST = Duration.ofSeconds(2);
    private static final Duration SWEEP_LONGEST = Duration.ofSeconds(5);
    /** Sweeps until damaged jobs are looked for, which costs more: about a quarter of an hour. */
    private static final int SWEEPS_PER_LOOK = 256;
    /** Time for a handler to notice its interrupt after the drain's deadline. */
    private static final Duration INTERRUPT_GRACE = Duration.ofSeconds(1);

    private final JobQueue jobs;
    private final JobHandler handler;
    private final ClaimGate gate;
    private final Doorbell doorbell;
    private final JobListener listener;
    private final FailureLog failures;
    private final WorkerSettings settings;

    private final Semaphore permits;
    private final Set<JobRun> running = ConcurrentHashMap.newKeySet();
    private final PollingPace pace = new PollingPace(POLL_SHORTEST, POLL_LONGEST);
    private final LoopFailures claiming;
    private final LoopFailures sweeping;
    private final Thread claimer;
    private final Thread sweeper;
    private volatile boolean draining;

    public JobWorker(
            JobQueue jobs,
            JobHandler handler,
            ClaimGate gate,
            Doorbell doorbell,
            JobListener listener,
            FailureLog failures,
            WorkerSettings settings) {
        this.jobs = jobs;
        this.handler = handler;
        this.gate = gate;
        this.doorbell = doorbell;
        this.listener = listener;
        this.failures = failures;
        this.settings = settings;
        this.permits = new Semaphore(settings.parallelism());
        this.claiming = new LoopFailures(failures, "claiming jobs of " + settings.queue());
        this.sweeping = new LoopFailures(failures, "sweeping jobs");
        this.claimer = Thread.ofVirtual().name("claim " + settings.queue()).unstarted(this::claimUntilDrained);
        this.sweeper = Thread.ofVirtual().name("sweep " + settings.queue()).unstarted(this::sweepUntilDrained);
    }

    /** Returns at once. A store that is away is asked until it answers. */
    public void start() {
        claimer.start();
        sweeper.start();
    }

    /**
     * Stops claiming, waits for what runs, and gives back what is not finished by the deadline. Such a job runs
     * elsewhere at once and the attempt does not count. Takes up to two seconds longer than the deadline.
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
        doorbell.ring(settings.queue());
        if (allFinishBy(end)) {
            return true;
        }
        log.warn(
                "Running jobs interrupted: {} of {} not finished within {}",
                running.size(),
                settings.queue(),
                deadline);
        running.forEach(JobRun::cancel);
        if (!allFinishBy(System.nanoTime() + INTERRUPT_GRACE.toNanos())) {
            running.forEach(this::giveBack);
        }
        return false;
    }

    /** Returns the number of jobs that run now, for metrics. */
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
        } catch (Throwable e) { // also an Error: the other jobs are given back, and this lease expires by itself
            failures.report("giving back a job of " + settings.queue(), e);
        }
    }

    private void claimUntilDrained() {
        try {
            String lane = null;
            while (!draining || lane != null) { // nobody else claims soon from a lane that was handed to this worker
                if (permits.tryAcquire(POLL_LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                    Duration pause = claimNext(lane);
                    lane = pause.isZero() ? null : listen(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            claiming.ended();
        }
    }

    /**
     * Waits for the bell.
     *
     * @return the key of the lane to claim from next, or null for any job
     */
    private @Nullable String listen(Duration atMost) throws InterruptedException {
        Doorbell.Ring ring = doorbell.await(settings.queue(), atMost, gate.isOpen());
        if (ring.rang()) {
            pace.reset();
        }
        return ring.key();
    }

    /**
     * Takes a permit, which goes to the claimed job or back.
     *
     * @param lane the key to claim from, null for any job
     * @return how long to wait before the next claim
     */
    private Duration claimNext(@Nullable String lane) {
        boolean handedOver = false;
        try {
            handedOver = (lane != null || gate.isOpen()) && claim(lane);
            claiming.succeeded();
        } catch (Throwable e) { // an Error must not end the loop either: the queue would never be claimed again
            return claiming.failed(e);
        } finally {
            if (!handedOver) {
                permits.release();
            }
        }
        if (handedOver) {
            pace.reset();
            return Duration.ZERO;
        }
        return pace.next();
    }

    /**
     * Claims one job and starts it. One that may not run here, because the gate closed meanwhile, is given back.
     *
     * @return whether a job was claimed and runs
     */
    private boolean claim(@Nullable String lane) {
        long asked = System.nanoTime();
        Optional<ClaimedJob> job = lane == null
                ? jobs.claim(settings.queue(), settings.owner(), settings.lease())
                : jobs.claimFirst(settings.queue(), lane, settings.owner(), settings.lease());
        if (job.isEmpty()) {
            return false;
        }
        if (draining || !gate.isOpen()) {
            jobs.release(job.get(), Duration.ZERO);
            return false;
        }
        start(job.get(), asked);
        return true;
    }

    private void start(ClaimedJob job, long claimedAt) {
        var run = new JobRun(job, jobs, handler, listener, failures, settings.lease(), claimedAt);
        Thread thread = Thread.ofVirtual().name("job " + job.id()).unstarted(() -> {
            try {
                run.run();
            } finally {
                running.remove(run);
                permits.release();
            }
        });
        running.add(run);
        thread.start();
    }

    private void sweepUntilDrained() {
        try {
            Thread.sleep(Jitter.between(SWEEP_SHORTEST, SWEEP_LONGEST));
            for (int sweep = 1; !draining; sweep++) {
                Duration pause = Jitter.between(SWEEP_SHORTEST, SWEEP_LONGEST);
                try {
                    jobs.sweep();
                    if (sweep % SWEEPS_PER_LOOK == 0) {
                        jobs.buryLost();
                    }
                    sweeping.succeeded();
                } catch (Throwable e) { // an Error must not end the loop either: lanes would stand still
                    pause = pause.plus(sweeping.failed(e));
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sweeping.ended();
        }
    }
}
