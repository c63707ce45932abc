package dev.muzon.gateway.polling;

import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Fetches updates for as long as this process leads. A batch is confirmed, by asking for the next one, only when
 * everything in it is finished or saved in the inbox: whatever happens before that, Telegram sends it again.
 *
 * <p>Nothing ends the loop but the end of the process. Outages and answers nobody can read are waited out; a rejected
 * token is too, but declares the process broken after a few attempts, so that its supervisor restarts it.
 */
@Component
class UpdatePoller implements SmartLifecycle {
    private static final Duration FOLLOWER_PAUSE = Duration.ofSeconds(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final int CRITICAL_ATTEMPTS = 5;

    private final BotApi api;
    private final BotAccount account;
    private final PollingLease lease;
    private final UpdateLanes lanes;
    private final Inbox inbox;
    private final PollingProperties settings;
    private final FailureLog failures;
    private final ApplicationEventPublisher events;
    private final BackoffSequence backoff = Backoff.STANDARD.start(RandomGenerator.getDefault());

    private final Object stopping = new Object();
    private volatile boolean running;
    private boolean interruptible;
    private Thread thread = new Thread(() -> {});
    /** The first update that is not safe yet; 0 when Telegram has confirmed all. Only the loop touches it. */
    private int offset;

    UpdatePoller(
            BotApi api,
            BotAccount account,
            PollingLease lease,
            UpdateLanes lanes,
            Inbox inbox,
            PollingProperties settings,
            FailureLog failures,
            ApplicationEventPublisher events) {
        this.api = api;
        this.account = account;
        this.lease = lease;
        this.lanes = lanes;
        this.inbox = inbox;
        this.settings = settings;
        this.failures = failures;
        this.events = events;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("update-poller").start(this::loop);
    }

    /** Ends a waiting question at once; a batch under way is finished first. */
    @Override
    public void stop() {
        synchronized (stopping) {
            running = false;
            if (interruptible) {
                thread.interrupt();
            }
        }
        try {
            if (!thread.join(STOP_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void loop() {
        while (running) {
            try {
                if (lease.acquire()) {
                    lead();
                } else {
                    pause(FOLLOWER_PAUSE);
                }
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException e) {
                recover(e);
            }
        }
        leave();
    }

    private void lead() throws InterruptedException {
        var bot = account.identity();
        api.forgetWebhook();
        events.publishEvent(new PollingStarted(bot));
        inbox.all().forEach(saved -> removeWhenDone(saved, lanes.submit(saved)));
        while (running && lease.held()) {
            List<Incoming> batch = ask();
            backoff.succeeded();
            settle(batch);
            offset = batch.isEmpty() ? 0 : batch.getLast().updateId() + 1;
        }
    }

    private List<Incoming> ask() throws InterruptedException {
        // After a week of silence Telegram numbers anew: an offset is only good for what it has to confirm.
        return interruptibly(() -> api.updates(offset, settings.wait()), List.of());
    }

    private void pause(Duration duration) throws InterruptedException {
        interruptibly(
                () -> {
                    Thread.sleep(duration);
                    return true;
                },
                false);
    }

    /** What {@link #stop} may cut short. @param stopped the result when it was stopped before it began */
    private <T> T interruptibly(Waiting<T> waiting, T stopped) throws InterruptedException {
        synchronized (stopping) {
            if (!running) {
                return stopped;
            }
            interruptible = true;
        }
        try {
            return waiting.call();
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.DRAINING) {
                throw new InterruptedException("stopped while waiting");
            }
            throw e;
        } finally {
            synchronized (stopping) {
                interruptible = false;
            }
        }
    }

    @FunctionalInterface
    private interface Waiting<T> {
        T call() throws InterruptedException;
    }

    private void settle(List<Incoming> batch) throws InterruptedException {
        Map<Incoming, CompletableFuture<Void>> work = new LinkedHashMap<>();
        batch.forEach(incoming -> work.put(incoming, lanes.submit(incoming)));
        try {
            CompletableFuture.allOf(work.values().toArray(CompletableFuture[]::new))
                    .get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            work.values().removeIf(CompletableFuture::isDone);
            inbox.save(work.keySet());
            work.forEach(this::removeWhenDone);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Lanes report failures themselves", e.getCause());
        }
    }

    private void removeWhenDone(Incoming saved, CompletableFuture<Void> done) {
        done.thenRun(() -> inbox.remove(saved.updateId())).exceptionally(thrown -> {
            failures.report("inbox, update " + saved.updateId(), thrown);
            return null;
        });
    }

    private void recover(RuntimeException thrown) {
        Failure failure = failures.report("polling", thrown);
        Duration wait = backoff.failed(failure);
        if (failure instanceof Failure.Critical && backoff.failures() >= CRITICAL_ATTEMPTS) {
            AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
        }
        try {
            pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Confirms what is done, so that the next poller does not get it again. */
    private void leave() {
        Thread.interrupted(); // What stopped the loop must not stop this.
        try {
            if (offset != 0) {
                api.updates(offset, Duration.ZERO);
            }
            lease.release();
        } catch (RuntimeException e) {
            failures.report("leaving the poll", e);
        }
    }
}
