package dev.muzon.gateway.telegram;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The bot's account.
 *
 * @param apiUrl scheme, host and port of a Bot API server; null for Telegram's own
 * @param token as BotFather gave it: {@code 123456:ABC…}
 */
@ConfigurationProperties("muzon.telegram")
record TelegramProperties(@Nullable URI apiUrl, String token) {}
