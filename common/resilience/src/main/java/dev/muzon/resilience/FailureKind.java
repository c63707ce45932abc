package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;

/** The kind of a failure as metrics name it, in the words of the wire. */
public final class FailureKind {
    private FailureKind() {}

    public static String of(Failure failure) {
        return switch (failure) {
            case Failure.UserError _ -> "user";
            case Failure.Transient _ -> "transient";
            case Failure.FloodWait _ -> "flood-wait";
            case Failure.PerInstance _ -> "per-instance";
            case Failure.Critical _ -> "critical";
        };
    }
}
