package dev.muzon.gateway.telegram.webhook;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.TelegramTime;
import dev.muzon.gateway.telegram.WebhookState;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
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

    private static final String LEADER = "?leader=";

    /** Names this process to its siblings, in the address that Telegram keeps for all of them. */
    private final String mark = UUID.randomUUID().toString();

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

    /** Tells Telegram where to send updates, and by that the other replicas that this one leads. */
    void announce() {
        api.setWebhook(URI.create(settings.address() + LEADER + mark), secret.reveal());
    }

    /**
     * Asks Telegram how it goes. An address that is not ours is corrected.
     *
     * @return why updates do not arrive, or that another replica leads as well, null when all is well
     */
    @Nullable Failure look() {
        WebhookState state = api.webhook();
        String ours = settings.address() + LEADER;
        if (!state.address().equals(ours + mark)) {
            announce();
            if (state.address().startsWith(ours)) {
                return Failure.of(FailureCode.OWNED_ELSEWHERE, "another replica announced the webhook too");
            }
            if (!state.address().equals(settings.address().toString())) { // as older versions announce it
                log.warn("Webhook led elsewhere: another program uses the bot's token. It leads here again");
            }
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
