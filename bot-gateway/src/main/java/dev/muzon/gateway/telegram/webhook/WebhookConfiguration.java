package dev.muzon.gateway.telegram.webhook;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.TelegramProperties;
import dev.muzon.gateway.telegram.UpdateSource;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.auth.PublicPaths;
import dev.muzon.runtime.drain.Resignation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Updates by webhook, for a service that Telegram can reach. */
@Configuration(proxyBeanMethods = false)
@Conditional(WebhookConfigured.class)
class WebhookConfiguration {

    @Bean
    WebhookSecret webhookSecret(TelegramProperties settings) {
        return WebhookSecret.of(settings.token().reveal());
    }

    @Bean
    UpdateSource updateSource(
            WebhookWatch watch, FailureLog failures, Resignation resignation, Backoff backoff, Ticker ticker) {
        return new WebhookSource(watch, failures, resignation, backoff, ticker);
    }

    @Bean
    PublicPaths publicPaths() {
        return PublicPaths.of(WebhookController.PATH);
    }
}
