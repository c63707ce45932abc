package dev.muzon.gateway.rate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** @param count that many within any stretch of this length */
public record Rate(@Positive int count, @NotNull Duration per) {}
