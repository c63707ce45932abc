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

    /** Trouble that may be over within seconds, or turn out to be what people did. Null when there is none. */
    private @Nullable Failure suspected;

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

    /** Notes trouble that is worth a line only when it {@link #lasts}. What people did is known at once. */
    void suspect(Failure failure, long nanoTime) {
        if (failure instanceof Failure.UserError || seen.contains(failure.code())) {
            trouble(failure, nanoTime);
        } else {
            since = since == null ? Long.valueOf(nanoTime) : since;
            suspected = failure;
        }
    }

    /** Tells what was suspected. */
    void lasts(long nanoTime) {
        Failure lasting = suspected;
        suspected = null;
        if (lasting != null) {
            trouble(lasting, nanoTime);
        }
    }

    void recovered(long nanoTime) {
        if (since != null && suspected != null) {
            log.info(
                    "{} recovered after {} from {}: {}",
                    subject,
                    lasted(since, nanoTime),
                    suspected.code().value(),
                    suspected.detail());
        } else if (since != null) {
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
        suspected = null;
        seen.clear();
    }

    private static Span lasted(long since, long until) {
        return new Span(Duration.ofSeconds(Duration.ofNanos(until - since).toSeconds()));
    }
}
