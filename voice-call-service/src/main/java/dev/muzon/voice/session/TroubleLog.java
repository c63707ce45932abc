package dev.muzon.voice.session;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.Span;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of the trouble with one thing, such as the call of a chat. Each cause has a line when it begins, and the recovery has one. Attempts in between are
 * logged at DEBUG only, and {@link SessionMeters} counts them.
 */
final class TroubleLog {
    private static final Logger log = LoggerFactory.getLogger(TroubleLog.class);

    private final String subject;
    private final FailureLog failures;
    private final Set<FailureCode> seen = EnumSet.noneOf(FailureCode.class);
    private @Nullable Long since;

    /** @param subject what the lines are about, capitalised */
    TroubleLog(String subject, FailureLog failures) {
        this.subject = subject;
        this.failures = failures;
    }

    void trouble(Failure failure, long nanoTime) {
        since = since == null ? Long.valueOf(nanoTime) : since;
        if (seen.add(failure.code())) {
            failures.report(subject, failure);
        } else {
            log.debug("{} failed again: {}: {}", subject, failure.code().value(), failure.detail());
        }
    }

    void recovered(long nanoTime) {
        if (since != null) {
            log.info("{} recovered after {}", subject, lasted(since, nanoTime));
        }
        forget();
    }

    void givenUp(Failure failure, long nanoTime) {
        if (since == null || !seen.contains(failure.code())) {
            failures.report(subject, failure);
        } else {
            log.info(
                    "{} given up after {}: {}",
                    subject,
                    lasted(since, nanoTime),
                    failure.code().value());
        }
        forget();
    }

    /** Begins again, because people ended the call. */
    void forget() {
        since = null;
        seen.clear();
    }

    private static Span lasted(long since, long until) {
        return new Span(Duration.ofSeconds(Duration.ofNanos(until - since).toSeconds()));
    }
}
