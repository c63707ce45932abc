package dev.muzon.gateway.bot.middleware;

import dev.muzon.gateway.bot.rate.Rate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of what one person may ask.
 *
 * @param commands commands of one person in one chat: more than anybody types, too few to drown the answers to others.
 * The first one over the limit is answered, the others are dropped. An administrator's controls ({@code /stop},
 * {@code /skip}, {@code /pause} and so on) are always obeyed
 * @param shared times that limit for an identity that several people share: anonymous administrators, channels
 */
@ConfigurationProperties("muzon.throttling")
record ThrottlingSettings(
        @NotNull @Valid Rate commands,
        @DefaultValue("3") @Positive int shared) {}
