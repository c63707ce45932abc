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
import dev.muzon.runtime.drain.Resignation;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Fetches updates from its start to its stop. A batch is confirmed, by asking for the next one, only when
 * everything in it is finished or saved in the inbox: whatever happens before that, Telegram sends it again.
 *
 * <p>Nothing ends the loop but the end of the process. Outages and answers nobody can read are waited out, however long
 * they take; a rejected token ends the process after a few attempts.
 */
@Component
class UpdatePoller {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);
    /** Between two attempts at an inbox that takes nothing. */
    private static final Duration UNSAVED_PATIENCE = Duration.ofSeconds(2);

    /** Until the lease's holder has found out. */
    private static final Duration NOT_LEADING_PATIENCE = Duration.ofMillis(200);

    private final BotApi api;
    private final BotAccount account;
    private final UpdateLanes lanes;
    private final Inbox inbox;
    private final PollingProperties settings;
    private final FailureLog failures;
    private final ApplicationEventPublisher events;
    private final Resignation resignation;
    private final BackoffSequence backoff;

    private final Object stopping = new Object();
    private BooleanSupplier leading = () -> false;
    private volatile boolean running;
    private boolean interruptible;
    private Thread thread = new Thread(() -> {});

    /** The first update that is not safe yet; 0 when Telegram has confirmed all. Only the loop touches it. */
    private int offset;

    private boolean announced;

    UpdatePoller(
            BotApi api,
            BotAccount account,
            UpdateLanes lanes,
            Inbox inbox,
            PollingProperties settings,
            FailureLog failures,
            ApplicationEventPublisher events,
            Resignation resignation,
            Backoff backoff) {
        this.api = api;
        this.account = account;
        this.lanes = lanes;
        this.inbox = inbox;
        this.settings = settings;
        this.failures = failures;
        this.events = events;
        this.resignation = resignation;
        this.backoff = backoff.start(RandomGenerator.getDefault());
    }

    /** @param leading whether nobody else polls */
    void start(BooleanSupplier leading) {
        this.leading = leading;
        running = true;
        thread = Thread.ofPlatform().name("update-poller").start(this::loop);
    }

    /** Cuts a waiting question short; a batch under way is finished first. Returns when the loop has ended. */
    void stop() {
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

    private void loop() {
        while (running) {
            try {
                poll();
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException e) {
                recover(e);
            }
        }
        leave();
    }

    private void poll() throws InterruptedException {
        var bot = account.identity();
        api.forgetWebhook();
        if (!announced) {
            announced = true;
            Thread.startVirtualThread(() -> events.publishEvent(new PollingStarted(bot)));
        }
        inbox.all().forEach(saved -> removeWhenDone(saved, lanes.submit(saved)));
        while (running) {
            List<Incoming> batch = ask();
            backoff.succeeded();
            if (!leading.getAsBoolean()) {
                // The process stood still: another one has this batch by now, or Telegram sends it again.
                pause(NOT_LEADING_PATIENCE);
                continue;
            }
            settle(batch);
            offset = batch.isEmpty() ? 0 : batch.getLast().updateId() + 1;
        }
    }

    private List<Incoming> ask() throws InterruptedException {
        // After a week of silence Telegram numbers anew: an offset is only good for what it has to confirm.
        return interruptibly(() -> api.updates(offset, settings.hold()), List.of());
    }

    private void pause(Duration duration) throws InterruptedException {
        interruptibly(
                () -> {
                    Thread.sleep(duration);
                    return duration;
                },
                duration);
    }

    /**
     * What {@link #stop} may cut short.
     *
     * @param stopped the result when it was stopped before it began
     */
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

    /** Returns once the batch may be confirmed. While nothing can be saved, that is when it is finished. */
    private void settle(List<Incoming> batch) throws InterruptedException {
        Map<Incoming, CompletableFuture<Void>> work = new LinkedHashMap<>();
        batch.forEach(incoming -> work.put(incoming, lanes.submit(incoming)));
        boolean settled = finishedWithin(settings.patience(), work.values()) || saved(work);
        while (!settled) {
            settled = finishedWithin(UNSAVED_PATIENCE, work.values()) || saved(work);
        }
    }

    private boolean finishedWithin(Duration patience, Collection<CompletableFuture<Void>> work)
            throws InterruptedException {
        try {
            CompletableFuture.allOf(work.toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            // Lanes report failures themselves; what reaches us is the cancellation of a process that ends.
            throw new InterruptedException("stopped while at work");
        }
    }

    private boolean saved(Map<Incoming, CompletableFuture<Void>> work) {
        work.values().removeIf(CompletableFuture::isDone);
        try {
            inbox.save(work.keySet());
        } catch (RuntimeException e) {
            failures.report("inbox", e);
            return false;
        }
        work.forEach(this::removeWhenDone);
        return true;
    }

    private void removeWhenDone(Incoming saved, CompletableFuture<Void> done) {
        done.thenRun(() -> inbox.remove(saved.updateId())).exceptionally(thrown -> {
            // What the end of the process cut off stays in the inbox for the next one.
            if (!done.isCancelled()) {
                failures.report("inbox, update " + saved.updateId(), thrown);
            }
            return null;
        });
    }

    private void recover(RuntimeException thrown) {
        Failure failure = failures.report("polling", thrown);
        Duration wait = backoff.failed(failure);
        if (backoff.hopeless()) {
            running = false;
            resignation.submit("the updates of the bot", failure, remedy(failure));
            return;
        }
        try {
            pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String remedy(Failure failure) {
        return failure.code() == FailureCode.BOT_TOKEN_REJECTED
                ? "get the bot's token from @BotFather and set BOT_TOKEN, or correct MUZON_TELEGRAM_API_URL if it is set"
                : "see the errors above";
    }

    /** Confirms what is done, so that the next poller does not get it again. */
    private void leave() {
        Thread.interrupted(); // What stopped the loop must not stop this.
        try {
            if (offset != 0) {
                api.updates(offset, Duration.ZERO);
            }
        } catch (RuntimeException e) {
            failures.report("leaving the poll", e);
        }
    }
}
