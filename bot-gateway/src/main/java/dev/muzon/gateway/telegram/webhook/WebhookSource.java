package dev.muzon.gateway.telegram.webhook;

import dev.muzon.gateway.telegram.BotApi;
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
    private final BotApi api;
    private final WebhookSettings settings;
    private final WebhookSecret secret;
    private final FailureLog failures;
    private final Resignation resignation;
    private final BackoffSequence backoff;
    private volatile @Nullable Failure trouble;
    private Thread thread = new Thread(() -> {});

    WebhookSource(
            BotApi api,
            WebhookSettings settings,
            WebhookSecret secret,
            FailureLog failures,
            Resignation resignation,
            Backoff backoff) {
        this.api = api;
        this.settings = settings;
        this.secret = secret;
        this.failures = failures;
        this.resignation = resignation;
        this.backoff = backoff.start(RandomGenerator.getDefault());
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("webhook").start(() -> {
            try {
                announce();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void stop() {
        thread.interrupt();
    }

    /** Returns zero: Telegram is not heard between two updates, so silence means nothing here. */
    @Override
    public Duration silence() {
        return Duration.ZERO;
    }

    @Override
    public @Nullable Failure trouble() {
        return trouble;
    }

    @Override
    public Duration patience() {
        return Duration.ofDays(1);
    }

    private void announce() throws InterruptedException {
        while (true) {
            try {
                api.setWebhook(settings.address(), secret.reveal());
                trouble = null;
                return;
            } catch (Throwable e) { // also an Error: without a webhook the bot hears nothing
                Failure failure = failures.report("webhook", e);
                trouble = failure;
                Duration wait = backoff.failed(failure);
                if (backoff.hopeless()) {
                    resignation.submit("the webhook", failure, remedy(failure));
                    return;
                }
                Thread.sleep(wait);
            }
        }
    }

    private static String remedy(Failure failure) {
        return failure.code() == FailureCode.BOT_TOKEN_REJECTED
                ? "get the bot's token from @BotFather and set BOT_TOKEN"
                : "check MUZON_WEBHOOK_URL, or remove it to poll instead";
    }
}
