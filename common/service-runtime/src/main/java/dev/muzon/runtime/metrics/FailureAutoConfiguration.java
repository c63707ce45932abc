package dev.muzon.runtime.metrics;

import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureListener;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.FailureTable;
import dev.muzon.resilience.MonotonicClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;

/** Classification of failures, their log and count, and the clocks. */
@AutoConfiguration(after = CompositeMeterRegistryAutoConfiguration.class)
public class FailureAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Makes the clock of limits and deadlines, which a corrected wall clock does not move. */
    @Bean
    MonotonicClock monotonicClock(Clock clock) {
        return new MonotonicClock(clock);
    }

    @Bean
    FailureClassifier failureClassifier(ObjectProvider<FailureTable> tables) {
        return FailureClassifier.of(tables.orderedStream().toList());
    }

    @Bean
    FailureCounter failureCounter(MeterRegistry meters) {
        return new FailureCounter(meters);
    }

    @Bean
    FailureLog failureLog(FailureClassifier classifier, ObjectProvider<FailureListener> listeners) {
        return new FailureLog(classifier, listeners.orderedStream().toList());
    }

    /** Has scheduled work that failed reported, instead of logged by the framework with its stack trace. */
    @Bean
    SimpleAsyncTaskSchedulerCustomizer scheduledFailures(FailureLog failures) {
        return scheduler -> scheduler.setErrorHandler(e -> failures.report("scheduled work", e));
    }

    /** Makes the pauses of loops that tests do not want to wait for. */
    @Bean
    @ConditionalOnMissingBean
    Backoff backoff() {
        return Backoff.STANDARD;
    }
}
