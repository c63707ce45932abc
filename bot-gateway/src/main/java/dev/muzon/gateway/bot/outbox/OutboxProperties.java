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
 * @param chat about one a second in one chat, with short bursts
 * @param group no more than 20 a minute in one group
 * @param overall about 30 a second altogether
 * @param waitingPerChat beyond this many waiting messages a chat gets no further ones
 */
@ConfigurationProperties("muzon.outbox")
record OutboxProperties(
        @NotNull @Valid Rate chat,
        @NotNull @Valid Rate group,
        @NotNull @Valid Rate overall,
        @DefaultValue("100") @Positive int waitingPerChat) {}
