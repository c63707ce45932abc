package dev.muzon.runtime.auth;

import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.config.MuzonProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Guards the main port. */
@AutoConfiguration
class AuthAutoConfiguration {
    /** Behind the filter that measures requests, so that refused ones are measured too. */
    private static final int BEHIND_METRICS = Ordered.HIGHEST_PRECEDENCE + 10;

    /** What orchestrators and Prometheus ask for; they hold no token. */
    @Bean
    PublicPaths operationsPaths() {
        return PublicPaths.of("/livez", "/readyz", "/actuator/health/**", "/actuator/prometheus");
    }

    @Bean
    FilterRegistrationBean<BearerTokenFilter> bearerTokenFilter(
            MuzonProperties settings, ObjectProvider<PublicPaths> open, FailureLog failures) {
        var filter = new BearerTokenFilter(
                new InternalToken(settings.internalToken()),
                open.orderedStream().toList(),
                failures);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(BEHIND_METRICS);
        return registration;
    }
}
