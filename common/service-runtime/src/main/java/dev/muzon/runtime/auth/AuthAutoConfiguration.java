package dev.muzon.runtime.auth;

import dev.muzon.protocol.rest.ServicePaths;
import dev.muzon.resilience.FailureListener;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.config.MuzonProperties;
import dev.muzon.runtime.metrics.FailureAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The guard of the main port. */
@AutoConfiguration(after = FailureAutoConfiguration.class)
class AuthAutoConfiguration {
    /** Behind the filter that measures requests, so that refused ones are measured too. */
    private static final int BEHIND_METRICS = Ordered.HIGHEST_PRECEDENCE + 10;

    /** Declares the paths that orchestrators and Prometheus read without a token. */
    @Bean
    PublicPaths operationsPaths() {
        return PublicPaths.of(
                ServicePaths.LIVENESS, ServicePaths.READINESS, "/actuator/health/**", "/actuator/prometheus");
    }

    @Bean
    RefusalLog refusalLog(FailureLog failures, ObjectProvider<FailureListener> counters, MonotonicClock clock) {
        return new RefusalLog(failures, counters.orderedStream().toList(), clock);
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter() {
        var registration = new FilterRegistrationBean<>(new BodyLimitFilter());
        registration.setOrder(BEHIND_METRICS);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BearerTokenFilter> bearerTokenFilter(
            MuzonProperties settings, ObjectProvider<PublicPaths> open, RefusalLog refusals) {
        return guard(settings, open, refusals);
    }

    static FilterRegistrationBean<BearerTokenFilter> guard(
            MuzonProperties settings, ObjectProvider<PublicPaths> open, RefusalLog refusals) {
        var filter = new BearerTokenFilter(
                new InternalToken(settings.internalToken()),
                open.orderedStream().toList(),
                refusals);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(BEHIND_METRICS);
        return registration;
    }
}
