package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Failures that every service meets. MongoDB and Spring Data are known by name, so that a module without a database
 * needs no driver.
 */
final class CommonFailures implements FailureTable {
    private static final Set<String> STORE_AWAY = Set.of(
            "com.mongodb.MongoTimeoutException",
            "com.mongodb.MongoSocketException",
            "com.mongodb.MongoNotPrimaryException",
            "com.mongodb.MongoNodeIsRecoveringException",
            "com.mongodb.MongoConnectionPoolClearedException",
            "com.mongodb.MongoServerUnavailableException",
            "org.springframework.dao.DataAccessResourceFailureException",
            "org.springframework.dao.TransientDataAccessException");

    @Override
    public @Nullable Failure find(Throwable thrown) {
        if (isA(thrown.getClass(), STORE_AWAY)) {
            return Failure.of(FailureCode.STORE_UNAVAILABLE, StoreTrouble.summary(thrown));
        }
        return switch (thrown) {
            case InterruptedException _ -> Failure.of(FailureCode.DRAINING, "interrupted");
            case IOException io -> Failure.of(FailureCode.INTERNAL_TRANSIENT, Throwables.summary(io));
            case UncheckedIOException io -> Failure.of(FailureCode.INTERNAL_TRANSIENT, Throwables.summary(io));
            case TimeoutException late -> Failure.of(FailureCode.INTERNAL_TRANSIENT, Throwables.summary(late));
            default -> null;
        };
    }

    private static boolean isA(@Nullable Class<?> type, Set<String> names) {
        return type != null && (names.contains(type.getName()) || isA(type.getSuperclass(), names));
    }
}
