package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.telegram.UpdateSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.runtime.health.Degradation;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The health part {@code telegram}: degraded while the replica that leads does not reach Telegram. */
@Component("telegramHealthIndicator")
class TelegramHealth implements HealthIndicator {
    private final UpdateSource source;
    private final Leadership leadership;

    TelegramHealth(UpdateSource source, Leadership leadership) {
        this.source = source;
        this.leadership = leadership;
    }

    @Override
    public Health health() {
        if (!leadership.held()) {
            return Health.up()
                    .withDetail("role", "stands by, another replica speaks for the bot")
                    .build();
        }
        Failure trouble = source.trouble();
        return trouble == null
                ? Health.up().withDetail("role", "speaks for the bot").build()
                : Degradation.because("Telegram is out of reach: " + trouble.detail());
    }
}
