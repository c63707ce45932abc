package dev.muzon.protocol.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.Failure.FloodWait.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Every way to make a failure of a code, by the kind that it is for. */
    private static final Map<FailureKind, List<Function<FailureCode, Failure>>> WAYS = Map.of(
            FailureKind.USER,
            List.of(code -> Failure.of(code, "why"), code -> Failure.of(code, "why", Map.of())),
            FailureKind.TRANSIENT,
            List.of(code -> Failure.of(code, "why"), code -> Failure.retryAfter(code, "why", SECOND)),
            FailureKind.FLOOD_WAIT,
            List.of(_ -> Failure.floodWait("why", SECOND, Scope.CHAT)),
            FailureKind.PER_INSTANCE,
            List.of(code -> Failure.perInstance(code, "why", "call:-42")),
            FailureKind.CRITICAL,
            List.of(code -> Failure.of(code, "why")));

    @ParameterizedTest
    @EnumSource
    void itsCodeDecidesTheKindOfAFailure(FailureCode code) {
        assertThat(WAYS.get(code.kind())).isNotEmpty().allSatisfy(way -> {
            Failure failure = way.apply(code);

            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.kind()).isEqualTo(code.kind());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aCodeOfAnotherKindIsRefused(FailureCode code) {
        boolean simple = code.kind() != FailureKind.FLOOD_WAIT && code.kind() != FailureKind.PER_INSTANCE;

        assertRefused(!simple, () -> Failure.of(code, "why"));
        assertRefused(code.kind() != FailureKind.USER, () -> Failure.of(code, "why", Map.of()));
        assertRefused(code.kind() != FailureKind.TRANSIENT, () -> Failure.retryAfter(code, "why", SECOND));
        assertRefused(code.kind() != FailureKind.PER_INSTANCE, () -> Failure.perInstance(code, "why", "call:-42"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTERNAL")
    void noConstructorTakesACodeOfAnotherKind(FailureCode code) {
        FailureKind kind = code.kind();

        assertRefused(kind != FailureKind.USER, () -> new Failure.UserError(code, "why", Map.of()));
        assertRefused(kind != FailureKind.TRANSIENT, () -> new Failure.Transient(code, "why", null));
        assertRefused(kind != FailureKind.FLOOD_WAIT, () -> new Failure.FloodWait(code, "why", SECOND, Scope.CHAT));
        assertRefused(kind != FailureKind.PER_INSTANCE, () -> new Failure.PerInstance(code, "why", "call:-42"));
        assertRefused(kind != FailureKind.CRITICAL, () -> new Failure.Critical(code, "why"));
    }

    private static void assertRefused(boolean refused, ThrowingCallable way) {
        if (refused) {
            assertThatThrownBy(way).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
