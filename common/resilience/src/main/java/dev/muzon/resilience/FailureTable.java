package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import org.jspecify.annotations.Nullable;

/** The meaning of one technology's errors. The module that speaks to the technology contributes it as a bean. */
@FunctionalInterface
public interface FailureTable {
    /**
     * Finds the meaning of one throwable.
     *
     * @param thrown one link of a cause chain, which the classifier walks
     * @return null when this table does not know it
     */
    @Nullable Failure find(Throwable thrown);
}
