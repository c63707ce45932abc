package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;

/** Hears of every failure that was reported, e.g. to count it. */
@FunctionalInterface
public interface FailureListener {
    void failed(Failure failure);
}
