package dev.muzon.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time that does not jump with the wall clock, for limits and caches. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    @Bean
    Ticker ticker() {
        return Ticker.systemTicker();
    }
}
