package dev.muzon.voice.session;

import dev.muzon.coordination.LoopFailures;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.drain.Drainable;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * The loop that renews leases, takes abandoned players over and releases everything at the end. It starts when the
 * application is ready, because leases carry the address of the web server.
 */
public final class OwnershipLoop implements Drainable, AutoCloseable {
    private final Sessions sessions;
    private final OwnershipRules rules;
    private final FailureLog failures;
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("player-ownership-", 0).factory());

    public OwnershipLoop(Sessions sessions, OwnershipRules rules, FailureLog failures) {
        this.sessions = sessions;
        this.rules = rules;
        this.failures = failures;
    }

    @EventListener(ApplicationReadyEvent.class)
    public void start() {
        repeat("Renewing the players' leases", sessions::renew, rules.renewal());
        repeat("Taking over abandoned players", sessions::takeOver, rules.takeover());
    }

    @Override
    public String name() {
        return "players";
    }

    /**
     * Saves every player where it stands and ends the engine's calls. The next owner, usually this service's next start,
     * joins again and goes on from there. The voice chats are not left: a moment later the same account would have to
     * come back, and people would see it go. Where nobody takes over, Telegram's server drops the silent participant.
     */
    @Override
    public boolean drain(Duration deadline) throws InterruptedException {
        try {
            sessions.drain().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException unsaved) {
            failures.report("Saving the players", unsaved);
            return false;
        } finally {
            close();
            freeTheRest();
        }
    }

    /** Lets others take at once what could not be saved. They would wait for the lease of this instance otherwise. */
    private void freeTheRest() {
        try {
            sessions.end();
        } catch (Throwable e) {
            failures.report("Giving back the lease of this instance, which will expire", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** A task that can be interrupted. */
    @FunctionalInterface
    private interface Task {
        void run() throws InterruptedException;
    }

    private void repeat(String activity, Task task, Duration period) {
        var outages = new LoopFailures(failures, activity);
        Runnable guarded = () -> {
            try {
                task.run();
                outages.succeeded();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                outages.failed(e);
            }
        };
        var _ = executor.scheduleWithFixedDelay(guarded, 0, period.toNanos(), TimeUnit.NANOSECONDS);
    }
}
