package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import java.util.List;

/** The meaning of any throwable to the suite. */
@FunctionalInterface
public interface FailureClassifier {
    /** Classifies and never fails: what no table knows is a {@link Failure.Critical} {@code internal.unexpected}. */
    Failure classify(Throwable thrown);

    /** Makes a classifier that asks the tables in their order, then the common one: I/O, timeouts, MongoDB. */
    static FailureClassifier of(List<FailureTable> tables) {
        return new TabledFailureClassifier(tables);
    }
}
