package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.telegram.UpdateSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.runtime.health.Degradation;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The health part {@code telegram}: degraded while Telegram is out of reach and no other replica leads. */
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
        if (leadership.isElsewhere()) {
            return role("stands by, another replica speaks for the bot");
        }
        Failure trouble = source.trouble();
        if (trouble != null) {
            return Degradation.because("Telegram is out of reach: " + trouble.detail());
        }
        return role(
                leadership.held() ? "speaks for the bot" : "waits until MongoDB says which replica speaks for the bot");
    }

    private static Health role(String words) {
        return Health.up().withDetail("role", words).build();
    }
}
