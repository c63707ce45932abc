package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;

/** Listener to every reported failure, e.g. to count it. */
@FunctionalInterface
public interface FailureListener {
    void failed(Failure failure);
}
