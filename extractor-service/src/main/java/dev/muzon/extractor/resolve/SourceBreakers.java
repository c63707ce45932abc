package dev.muzon.extractor.resolve;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A circuit breaker for whoever can be blamed: a source, or one host of it. Who failed half of the last ten times is
 * left in peace for a while, and people are told at once instead of after a timeout. Only failures that are not the
 * asker's own count.
 */
final class SourceBreakers {
    /** Hosts come from users; the ones asked longest ago are forgotten. */
    private static final int REMEMBERED = 1000;

    private static final Duration PEACE = Duration.ofSeconds(30);

    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .waitDurationInOpenState(PEACE)
            .permittedNumberOfCallsInHalfOpenState(2)
            .recordException(thrown ->
                    !(thrown instanceof FailureException failed && failed.failure() instanceof Failure.UserError))
            .build();

    private final Map<String, CircuitBreaker> breakers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CircuitBreaker> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What is done behind a breaker. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws InterruptedException;
    }

    <T> T call(String blamed, Call<T> call) throws InterruptedException {
        CircuitBreaker breaker = of(blamed);
        if (!breaker.tryAcquirePermission()) {
            throw new Failure.Transient(FailureCode.SOURCE_UNAVAILABLE, blamed + " failed too often just now", PEACE)
                    .asException();
        }
        long start = breaker.getCurrentTimestamp();
        try {
            T result = call.run();
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return result;
        } catch (InterruptedException | RuntimeException failed) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), failed);
            throw failed;
        }
    }

    private synchronized CircuitBreaker of(String blamed) {
        return breakers.computeIfAbsent(blamed, name -> CircuitBreaker.of(name, CONFIG));
    }
}
