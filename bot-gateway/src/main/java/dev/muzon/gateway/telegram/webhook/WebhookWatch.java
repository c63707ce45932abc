package dev.muzon.gateway.telegram.webhook;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.TelegramTime;
import dev.muzon.gateway.telegram.WebhookState;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * The look at whether updates can arrive. A bot that only listens cannot tell a quiet day from a broken ingress, an
 * expired certificate or a webhook that another program moved, but Telegram can.
 */
@Component
@Conditional(WebhookConfigured.class)
class WebhookWatch {
    private static final Logger log = LoggerFactory.getLogger(WebhookWatch.class);

    /** Telegram tries again at longer and longer intervals. A failure before this time says nothing any more. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final BotApi api;
    private final WebhookSettings settings;
    private final WebhookSecret secret;
    private final TelegramTime time;

    WebhookWatch(BotApi api, WebhookSettings settings, WebhookSecret secret, TelegramTime time) {
        this.api = api;
        this.settings = settings;
        this.secret = secret;
        this.time = time;
    }

    /** Tells Telegram where to send updates. */
    void announce() {
        api.setWebhook(settings.address(), secret.reveal());
    }

    /**
     * Asks Telegram how it goes. An address that is not ours is corrected.
     *
     * @return why updates do not arrive, null when they do
     */
    @Nullable Failure look() {
        WebhookState state = api.webhook();
        if (!state.address().equals(settings.address().toString())) {
            log.warn("Webhook led elsewhere: another program uses the bot's token. It leads here again");
            announce();
            return null;
        }
        Instant failedAt = state.failedAt();
        boolean failing =
                state.waiting() > 0 && failedAt != null && failedAt.plus(RECENT).isAfter(time.now());
        return failing
                ? Failure.of(
                        FailureCode.TELEGRAM_UNAVAILABLE,
                        "Telegram cannot deliver updates to %s: %s".formatted(settings.address(), state.reason()))
                : null;
    }
}
