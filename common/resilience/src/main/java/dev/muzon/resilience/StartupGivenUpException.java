package dev.muzon.resilience;

import dev.muzon.protocol.failure.FailureException;
import org.springframework.boot.ExitCodeGenerator;

/** The process could not get what it needs to work and ends with {@link #EXIT_CODE}. */
public final class StartupGivenUpException extends RuntimeException implements ExitCodeGenerator {
    /** {@code EX_TEMPFAIL} of sysexits: a supervisor may try again. */
    public static final int EXIT_CODE = 75;

    StartupGivenUpException(String need, FailureException last) {
        super("gave up on " + need + " after " + StartupRetry.MAX_ATTEMPTS + " attempts: " + last.getMessage(), last);
    }

    @Override
    public int getExitCode() {
        return EXIT_CODE;
    }
}
