package dev.muzon.gateway.telegram.webhook;

import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.HttpAddress;
import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Updates by webhook.
 *
 * @param url a public https address that leads to this service. Telegram then sends updates to
 * {@code /telegram/webhook?leader=} below it, with a secret that is derived from the token. With several replicas each
 * may receive them. None means long polling
 */
@ConfigurationProperties("muzon.webhook")
record WebhookSettings(
        @HttpAddress @Example("https://bot.example.org") @Nullable
        URI url) implements ConfigurationCheck {

    @Override
    public Stream<ConfigurationProblem> problems() {
        return url == null || "https".equalsIgnoreCase(url.getScheme()) || loopback(url)
                ? Stream.empty()
                : Stream.of(new ConfigurationProblem("muzon.webhook.url", "must begin with https://"));
    }

    private static boolean loopback(URI url) {
        return url.getHost() != null && url.getHost().startsWith("127.");
    }

    /** Returns the address that Telegram is told. */
    URI address() {
        if (url == null) {
            throw new IllegalStateException("No webhook is configured");
        }
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + WebhookController.PATH);
    }
}
