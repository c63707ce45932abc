package dev.muzon.extractor.resolve;

import dev.muzon.extractor.source.FailureOrigin;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Circuit breakers, one for each origin that a failure can be blamed on. An origin that failed half of the last ten
 * times is not asked for a while, and people are told at once instead of after a timeout. Only outages and
 * bot checks count, and only once two people have met them: nobody can shut a source for others.
 */
final class SourceBreakers {
    /** Origins come from users. The ones asked longest ago are forgotten beyond this number. */
    private static final int REMEMBERED = 1000;

    private static final Duration PEACE = Duration.ofSeconds(30);

    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .waitDurationInOpenState(PEACE)
            .permittedNumberOfCallsInHalfOpenState(2)
            .recordException(_ -> true)
            .build();

    /** One origin's breaker and the first person who met an outage there since it answered last. */
    private static final class Origin {
        private final String source;
        private final CircuitBreaker breaker;
        private @Nullable Long firstComplainer;
        private boolean severalComplain;

        Origin(String source, String name) {
            this.source = source;
            breaker = CircuitBreaker.of(name, CONFIG);
        }

        synchronized void answered() {
            firstComplainer = null;
            severalComplain = false;
        }

        /** Notes an outage. Returns whether others have met it too. */
        synchronized boolean complains(long person) {
            if (firstComplainer == null) {
                firstComplainer = person;
            }
            severalComplain |= firstComplainer != person;
            return severalComplain;
        }
    }

    private final Map<String, Origin> origins = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Origin> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A call behind a breaker. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws InterruptedException;
    }

    /**
     * Runs the call unless its breaker is open.
     *
     * @throws FailureException transient {@code source.unavailable} when it is, else what the call throws
     */
    <T> T call(String source, String blamed, long person, Call<T> call) throws InterruptedException {
        Origin origin = of(source, blamed);
        CircuitBreaker breaker = origin.breaker;
        if (!breaker.tryAcquirePermission()) {
            throw Failure.retryAfter(FailureCode.SOURCE_UNAVAILABLE, blamed + " failed too often just now", PEACE)
                    .asException();
        }
        long start = breaker.getCurrentTimestamp();
        boolean settled = false;
        try {
            T result = call.run();
            origin.answered();
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            settled = true;
            return result;
        } catch (FailureException e) {
            if (shutsOut(e.failure())) {
                if (origin.complains(person)) {
                    breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
                    settled = true;
                }
            } else if (e.failure() instanceof Failure.UserError) {
                breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
                settled = true;
            }
            throw e;
        } finally {
            if (!settled) {
                breaker.releasePermission();
            }
        }
    }

    /** Returns whether others meet the same there. A bot check is one of this service's address and not of a person. */
    private static boolean shutsOut(Failure failure) {
        return failure.code() == FailureCode.WEB_BOT_CHECK
                || (FailureOrigin.isOutage(failure) && !FailureOrigin.isOfProxy(failure));
    }

    /** Returns the number of a source's origins that are not asked now. */
    synchronized int open(String source) {
        return Math.toIntExact(origins.values().stream()
                .filter(origin -> origin.source.equals(source))
                .filter(origin -> origin.breaker.getState() == CircuitBreaker.State.OPEN)
                .count());
    }

    private synchronized Origin of(String source, String blamed) {
        return origins.computeIfAbsent(blamed, name -> new Origin(source, name));
    }
}
