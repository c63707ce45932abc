package dev.muzon.gateway.telegram.polling;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.UpdateSink;
import dev.muzon.gateway.telegram.UpdateSource;
import dev.muzon.gateway.telegram.webhook.WebhookConfigured;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.drain.Resignation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Long polling, which needs no public address. */
@Configuration(proxyBeanMethods = false)
@Conditional(WebhookConfigured.Not.class)
class PollingConfiguration {

    @Bean
    UpdateSource updateSource(
            BotApi api,
            UpdateSink sink,
            PollingSettings settings,
            FailureLog failures,
            Resignation resignation,
            Backoff backoff,
            Ticker ticker) {
        return new UpdatePoller(api, sink, settings, failures, resignation, backoff, ticker);
    }
}
