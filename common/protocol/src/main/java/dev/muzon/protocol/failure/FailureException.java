package dev.muzon.protocol.failure;

import org.jspecify.annotations.Nullable;

/** Exception that carries a {@link Failure}. User errors have no stack trace: they are answers, not accidents. */
public final class FailureException extends RuntimeException {
    private final Failure failure;

    public FailureException(Failure failure, @Nullable Throwable cause) {
        super(failure.code().value() + ": " + failure.detail(), cause, true, !(failure instanceof Failure.UserError));
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
