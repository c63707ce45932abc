package dev.muzon.gateway.telegram.polling;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateSink;
import dev.muzon.gateway.telegram.UpdateSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.LoopLog;
import dev.muzon.runtime.drain.Resignation;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long poll for updates, from its start to its stop. An update is confirmed, by asking for the next one, only when
 * the sink has made it safe. Until then Telegram sends it again, together with the updates behind it.
 *
 * <p>Nothing ends the loop but the stop. Outages, unreadable answers and errors are waited out, however long they take.
 * A rejected token ends the process after a few attempts.
 */
final class UpdatePoller implements UpdateSource {
    private static final Logger log = LoggerFactory.getLogger(UpdatePoller.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

    /** Until updates that are not safe yet are asked for again, together with the ones behind them. */
    private static final Duration UNSAFE_PAUSE = Duration.ofSeconds(1);

    private final BotApi api;
    private final UpdateSink sink;
    private final PollingSettings settings;
    private final FailureLog failures;
    private final LoopLog outage;
    private final Resignation resignation;
    private final BackoffSequence backoff;
    private final Ticker ticker;
    private final Object stopping = new Object();
    private volatile boolean running;
    private volatile long lastAnswer;
    private volatile @Nullable Failure trouble;
    private boolean interruptible;
    private Thread thread = new Thread(() -> {});
    /** The first update that is not safe yet, or 0 when Telegram has confirmed all. Only the loop touches it. */
    private int offset;

    UpdatePoller(
            BotApi api,
            UpdateSink sink,
            PollingSettings settings,
            FailureLog failures,
            Resignation resignation,
            Backoff backoff,
            Ticker ticker) {
        this.api = api;
        this.sink = sink;
        this.settings = settings;
        this.failures = failures;
        this.outage = new LoopLog(failures, "polling");
        this.resignation = resignation;
        this.backoff = backoff.start(RandomGenerator.getDefault());
        this.ticker = ticker;
    }

    @Override
    public void start() {
        running = true;
        lastAnswer = ticker.read();
        thread = Thread.ofPlatform().name("update-poller").start(this::loop);
    }

    /** Cuts a waiting question short. A batch under way is accepted first. Returns when the loop has ended. */
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
    public Duration silence() {
        return running ? Duration.ofNanos(ticker.read() - lastAnswer) : Duration.ZERO;
    }

    @Override
    public @Nullable Failure trouble() {
        return trouble;
    }

    @Override
    public Duration patience() {
        return settings.hold().multipliedBy(3);
    }

    private void loop() {
        offset = 0;
        while (running) {
            try {
                poll();
            } catch (InterruptedException e) {
                log.debug("Polling interrupted: only a stop ends it");
            } catch (Throwable e) { // also an Error: a bot that stopped listening is worse than any error
                recover(e);
            }
        }
        leave();
    }

    private void poll() throws InterruptedException {
        api.forgetWebhook();
        while (running) {
            List<Incoming> batch = ask();
            lastAnswer = ticker.read();
            trouble = null;
            backoff.succeeded();
            outage.succeeded();
            OptionalInt unsafe = sink.accept(batch);
            lastAnswer = ticker.read();
            if (unsafe.isPresent()) {
                offset = unsafe.getAsInt();
                pause(UNSAFE_PAUSE);
            } else {
                offset = batch.isEmpty() ? 0 : batch.getLast().updateId() + 1;
            }
        }
    }

    private List<Incoming> ask() throws InterruptedException {
        // After a week of silence Telegram numbers from a new start: an offset is only good for what it has to confirm.
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
     * Runs what {@link #stop} may cut short.
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

    private void recover(Throwable thrown) {
        Failure failure = outage.failed(thrown);
        trouble = failure;
        Duration wait = backoff.failed(failure);
        if (backoff.hopeless()) {
            running = false;
            resignation.submit("the updates of the bot", failure, remedy(failure));
            return;
        }
        try {
            pause(wait);
        } catch (InterruptedException e) {
            log.debug("Waiting interrupted: the loop looks whether it was stopped");
        }
    }

    private static String remedy(Failure failure) {
        return failure.code() == FailureCode.BOT_TOKEN_REJECTED
                ? "get the bot's token from @BotFather and set BOT_TOKEN, or correct MUZON_TELEGRAM_API_URL if it is set"
                : "see the errors above";
    }

    /** Confirms what is safe, so that the next poller does not get it again. */
    private void leave() {
        outage.ended();
        Thread.interrupted(); // What stopped the loop must not stop this.
        try {
            if (offset != 0) {
                api.updates(offset, Duration.ZERO);
            }
        } catch (Throwable e) { // the next poller gets it again, and its job ids say so
            failures.report("leaving the poll", e);
        }
    }
}
