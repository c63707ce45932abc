package dev.muzon.gateway.telegram.webhook;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.TelegramTime;
import dev.muzon.gateway.telegram.UpdateSource;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.drain.Resignation;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The webhook of a replica, for tests of other packages. */
public final class TestWebhooks {
    private TestWebhooks() {}

    /** Makes a webhook that looks often at what Telegram says. */
    public static UpdateSource at(BotApi api, Duration betweenLooks) {
        var watch = new WebhookWatch(
                api,
                new WebhookSettings(URI.create("https://bot.example.org")),
                WebhookSecret.of("1:token"),
                new TelegramTime(Clock.systemUTC()));
        return new WebhookSource(
                watch,
                new FailureLog(FailureClassifier.of(List.of()), List.of()),
                new Resignation(_ -> {}),
                Backoff.STANDARD,
                System::nanoTime,
                betweenLooks);
    }
}
