package dev.muzon.runtime.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings that every service has.
 *
 * @param internalToken the services know each other by it; there is no default, so nobody runs with a known one
 * @param services where the services answer
 * @param selfUrl where the others reach this very instance; null means loopback and the own port, right on one host
 * @param drain how a shutdown goes
 */
@ConfigurationProperties("muzon")
public record MuzonProperties(
        @RequiredSecret(minLength = MuzonProperties.SHORTEST_TOKEN) @Example("$(openssl rand -hex 32)")
        Secret internalToken,

        @NotNull @Valid Services services,

        @HttpAddress @Example("http://10.1.2.3:8083") @Nullable
        URI selfUrl,

        @DefaultValue @Valid Drain drain) {
    static final int SHORTEST_TOKEN = 16;

    /** By name, each reachable from this one. */
    public record Services(
            @NotNull @HttpAddress @Example("http://bot-gateway:8081")
            URI botGateway,

            @NotNull @HttpAddress @Example("http://assistant-service:8082")
            URI assistantService,

            @NotNull @HttpAddress @Example("http://voice-call-service:8083")
            URI voiceCallService,

            @NotNull @HttpAddress @Example("http://extractor-service:8084")
            URI extractorService) {}

    /** @param deadline what is still at work after that is left to the next process */
    public record Drain(
            @DefaultValue("20s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10) @Example("20s")
            Duration deadline) {}
}
