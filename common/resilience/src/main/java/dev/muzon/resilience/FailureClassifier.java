package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import java.util.List;

/** Says what any throwable means to the suite. */
@FunctionalInterface
public interface FailureClassifier {
    /** Never fails itself: what no table knows is a {@link Failure.Critical} {@code internal.unexpected}. */
    Failure classify(Throwable thrown);

    /**
     * A classifier that asks the tables in their order, then its own table of what every service meets: I/O, timeouts,
     * MongoDB.
     */
    static FailureClassifier of(List<FailureTable> tables) {
        return new TabledFailureClassifier(tables);
    }
}
