package dev.muzon.gateway.polling;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param hold how long Telegram holds a question when there is nothing: long, because each question costs a round trip
 * @param patience how long a batch may take before what is unfinished goes to the inbox and the next one is fetched:
 *     short, because everybody else's updates wait behind it
 */
@ConfigurationProperties("muzon.polling")
record PollingProperties(
        @DefaultValue("50s") @NotNull Duration hold,
        @DefaultValue("25ms") @NotNull Duration patience) {}
