package dev.muzon.gateway.bot.rate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Rate limit.
 *
 * @param count the most that may happen within any window of this length
 */
public record Rate(
        @Positive int count,
        @NotNull @DurationMin(millis = 1) Duration per) {}
