package dev.muzon.gateway.telegram;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The webhook as Telegram knows it, from {@code getWebhookInfo}.
 *
 * @param address where updates are sent, empty for none
 * @param waiting updates that are not delivered yet
 * @param failedAt the time of the last delivery that failed, by Telegram's clock. Null when none did
 * @param reason why it failed, in Telegram's words
 */
public record WebhookState(
        String address, int waiting, @Nullable Instant failedAt, String reason) {}
