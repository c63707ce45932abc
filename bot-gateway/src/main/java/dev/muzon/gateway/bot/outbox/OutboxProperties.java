package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.bot.rate.Rate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of Telegram for messages of a bot, as its documentation states them.
 *
 * @param chat Telegram's limit for one chat: about one message a second, short bursts
 * @param group Telegram's limit for one group
 * @param overall Telegram's limit for all chats together. Your own Bot API server may allow more
 * @param waitingPerChat beyond this many waiting messages a chat gets no further ones
 */
@ConfigurationProperties("muzon.outbox")
record OutboxProperties(
        @NotNull @Valid Rate chat,
        @NotNull @Valid Rate group,
        @NotNull @Valid Rate overall,
        @DefaultValue("100") @Positive int waitingPerChat) {}
