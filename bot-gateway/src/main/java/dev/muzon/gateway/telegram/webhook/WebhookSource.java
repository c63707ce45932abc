package dev.muzon.gateway.telegram.webhook;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.UpdateSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.drain.Resignation;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The webhook as a source of updates. Only the leading replica tells Telegram of it, but each replica accepts what
 * arrives. The webhook outlives the process: what Telegram cannot deliver meanwhile it delivers later.
 */
final class WebhookSource implements UpdateSource {
    /** Two replicas may both speak for so long, when MongoDB is away for one of them alone. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final WebhookWatch watch;
    private final FailureLog failures;
    private final Resignation resignation;
    private final BackoffSequence backoff;
    private final Ticker ticker;
    private final Duration betweenLooks;
    private volatile @Nullable Failure trouble;
    private volatile long lastWell;
    private volatile boolean running;
    private Thread thread = new Thread(() -> {});

    WebhookSource(WebhookWatch watch, FailureLog failures, Resignation resignation, Backoff backoff, Ticker ticker) {
        this(watch, failures, resignation, backoff, ticker, BETWEEN_LOOKS);
    }

    WebhookSource(
            WebhookWatch watch,
            FailureLog failures,
            Resignation resignation,
            Backoff backoff,
            Ticker ticker,
            Duration betweenLooks) {
        this.betweenLooks = betweenLooks;
        this.watch = watch;
        this.failures = failures;
        this.resignation = resignation;
        this.backoff = backoff.start(RandomGenerator.getDefault());
        this.ticker = ticker;
    }

    @Override
    public void start() {
        lastWell = ticker.read();
        running = true;
        thread = Thread.ofVirtual().name("webhook").start(() -> {
            try {
                keepAnnounced();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    /** Returns the time since Telegram said last that it delivers updates. */
    @Override
    public Duration silence() {
        return running ? Duration.ofNanos(ticker.read() - lastWell) : Duration.ZERO;
    }

    @Override
    public @Nullable Failure trouble() {
        return trouble;
    }

    /** Returns a day: what keeps updates away lies before all replicas, so another one hears no more. */
    @Override
    public Duration patience() {
        return Duration.ofDays(1);
    }

    private void keepAnnounced() throws InterruptedException {
        boolean announced = false;
        while (true) {
            Duration wait = betweenLooks;
            try {
                if (announced) {
                    judge(watch.look());
                } else {
                    watch.announce();
                    announced = true;
                    judge(null);
                }
                backoff.succeeded();
            } catch (Throwable e) { // also an Error: without a webhook the bot hears nothing
                Failure failure = failures.report("webhook", e);
                trouble = failure;
                wait = backoff.failed(failure);
                if (backoff.hopeless()) {
                    resignation.submit("the webhook", failure, remedy(failure));
                    return;
                }
            }
            Thread.sleep(wait);
        }
    }

    /** Notes how deliveries go. A trouble is one line in the log, however long it lasts. */
    private void judge(@Nullable Failure found) {
        if (found == null) {
            lastWell = ticker.read();
        } else if (trouble == null) {
            failures.report("webhook", found.asException());
        }
        trouble = found;
    }

    private static String remedy(Failure failure) {
        return failure.code() == FailureCode.BOT_TOKEN_REJECTED
                ? "get the bot's token from @BotFather and set BOT_TOKEN"
                : "check MUZON_WEBHOOK_URL, or remove it to poll instead";
    }
}
