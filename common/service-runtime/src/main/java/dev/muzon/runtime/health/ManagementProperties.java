package dev.muzon.runtime.health;

import dev.muzon.runtime.config.Example;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of what operators and their tools read.
 *
 * @param port where {@code /actuator} answers apart from everything else, so that a network can let Prometheus in there
 * alone and a flood of requests hides no probe. None means the service's own port. {@code /livez} and {@code /readyz}
 * stay there, because a probe of another port proves nothing about that one
 */
@ConfigurationProperties("muzon.management")
record ManagementProperties(
        @Min(1) @Max(65_535) @Example("9080") @Nullable Integer port) {}
