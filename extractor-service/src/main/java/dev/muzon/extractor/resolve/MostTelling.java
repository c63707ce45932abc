package dev.muzon.extractor.resolve;

import dev.muzon.extractor.source.FailureOrigin;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The choice of the one failure that people are told when every source failed. */
final class MostTelling {
    private MostTelling() {}

    /** Returns the most telling failure, the later one of equals. Returns null when there is none. */
    static @Nullable FailureException of(List<FailureException> failures) {
        return failures.stream()
                .reduce((best, other) -> rank(other.failure()) >= rank(best.failure()) ? other : best)
                .orElse(null);
    }

    /** Returns how much a failure tells. What stood in the way tells more than that nothing was found. */
    private static int rank(Failure failure) {
        if (FailureOrigin.isOurs(failure)) {
            return 6;
        }
        return switch (failure.code()) {
            case LIBRARY_EMPTY -> 0;
            case NOTHING_FOUND -> 1;
            case SOURCE_BUSY -> 2;
            case INTERNAL -> 3;
            case SOURCE_UNAVAILABLE, SOURCE_TIMEOUT -> 4;
            default -> 5;
        };
    }
}
