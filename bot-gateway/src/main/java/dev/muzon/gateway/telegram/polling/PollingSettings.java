package dev.muzon.gateway.telegram.polling;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Long polling.
 *
 * @param hold how long Telegram holds a question for updates when there are none. It is long, because each question
 * costs a round trip
 */
@ConfigurationProperties("muzon.polling")
record PollingSettings(
        @DefaultValue("50s") @DurationMin(seconds = 1) @DurationMax(seconds = 60)
        Duration hold) {}
