package dev.muzon.runtime.drain;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The way out of a service.
 *
 * <p>{@code SERVING}: jobs are claimed, requests answered. SIGTERM or a first Ctrl+C closes the application context,
 * which first takes the service out of readiness; load balancers stop sending.
 *
 * <p>{@code DRAINING}: every {@link Drainable} takes no new work and has until the deadline to finish what runs, all
 * side by side. Requests are still answered, because other services may need answers to drain themselves.
 *
 * <p>{@code DRAINED}: all finished by themselves. {@code OVERDUE}: the deadline came first and work was handed back, so
 * that another process takes it at once. Either way the web server then stops gracefully and the process ends. A second
 * Ctrl+C skips all this, see {@link Interrupts}.
 */
final class Drain implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    /** Time for drainables to hand back what they have not finished. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Stages of a shutdown. */
    enum State {
        SERVING,
        DRAINING,
        DRAINED,
        OVERDUE
    }

    private final List<Drainable> drainables;
    private final Duration deadline;
    private volatile State state = State.SERVING;
    private volatile boolean running;

    Drain(List<Drainable> drainables, Duration deadline) {
        this.drainables = List.copyOf(drainables);
        this.deadline = deadline;
    }

    State state() {
        return state;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /**
     * Returns a late phase to start, which is an early one to stop: while it drains, all else still works. Only what
     * brings new work in from outside stops before, in the phase behind this one.
     */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    @Override
    public void stop() {
        state = State.DRAINING;
        log.info("Draining within {}", deadline);
        var clean = new AtomicBoolean(true);
        var open = new CountDownLatch(drainables.size());
        for (Drainable drainable : drainables) {
            Thread.ofVirtual().name("drain " + drainable.name()).start(() -> {
                if (!finishes(drainable)) {
                    clean.set(false);
                }
                open.countDown();
            });
        }
        state = await(open) && clean.get() ? State.DRAINED : State.OVERDUE;
        running = false;
        log.info(state == State.DRAINED ? "Drained" : "Drain overdue: unfinished work is handed back");
    }

    private boolean finishes(Drainable drainable) {
        try {
            boolean finished = drainable.drain(deadline);
            if (!finished) {
                log.warn("Drain of {} not finished within {}", drainable.name(), deadline);
            }
            return finished;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Throwable e) { // an Error too: the others must still be waited for
            log.error("Drain of {} failed", drainable.name(), e);
            return false;
        }
    }

    private boolean await(CountDownLatch open) {
        try {
            return open.await(deadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
