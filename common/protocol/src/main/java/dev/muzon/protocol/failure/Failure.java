package dev.muzon.protocol.failure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong. The {@link FailureCode} says what it was and decides its {@link FailureKind}, the detail
 * tells engineers more. Details may reach logs and operators, never a group chat: user texts come from the code and the
 * arguments.
 *
 * <p>The static methods make every failure. They refuse a code of a kind that needs more, or something else, than they
 * are given.
 */
@JsonPropertyOrder("kind")
public sealed interface Failure {
    FailureCode code();

    /** Tells engineers what exactly happened, in English, without secrets. */
    String detail();

    /** @param args values for the user text of this code, e.g. {@code limit} */
    record UserError(FailureCode code, String detail, Map<String, FailureArgument> args) implements Failure {
        public UserError {
            check(code, FailureKind.USER);
            args = Map.copyOf(args);
        }

        /** Returns the same failure with one more value for its text. */
        public UserError with(String name, FailureArgument value) {
            var more = new HashMap<>(args);
            more.put(name, value);
            return new UserError(code, detail, more);
        }
    }

    /** @param retryAfter when trying again makes sense, null when the backoff policy decides */
    record Transient(
            FailureCode code, String detail, @Nullable Duration retryAfter) implements Failure {
        public Transient {
            check(code, FailureKind.TRANSIENT);
        }
    }

    /** @param retryAfter what Telegram asked for */
    record FloodWait(FailureCode code, String detail, Duration retryAfter, Scope scope) implements Failure {
        /** The wait where Telegram did not say how long. */
        public static final Duration UNSAID = Duration.ofSeconds(5);

        /** The part of us that has to be silent. */
        public enum Scope {
            CHAT,
            ACCOUNT
        }

        public FloodWait {
            check(code, FailureKind.FLOOD_WAIT);
        }
    }

    /** @param instance which one, e.g. {@code call:-100123} or {@code account:alice} */
    record PerInstance(FailureCode code, String detail, String instance) implements Failure {
        public PerInstance {
            check(code, FailureKind.PER_INSTANCE);
        }
    }

    /** A failure that an operator or a developer has to look at. */
    record Critical(FailureCode code, String detail) implements Failure {
        public Critical {
            check(code, FailureKind.CRITICAL);
        }
    }

    /** Makes a failure of a kind that needs no more: the user's, a transient or a critical one. */
    static Failure of(FailureCode code, String detail) {
        return switch (code.kind()) {
            case USER -> new UserError(code, detail, Map.of());
            case TRANSIENT -> new Transient(code, detail, null);
            case CRITICAL -> new Critical(code, detail);
            case FLOOD_WAIT, PER_INSTANCE ->
                throw new IllegalArgumentException(code + " is " + code.kind() + ", which needs more than a detail");
        };
    }

    /** Makes a user's failure with values for its text. */
    static UserError of(FailureCode code, String detail, Map<String, FailureArgument> args) {
        code.require(FailureKind.USER);
        return new UserError(code, detail, args);
    }

    /** Makes a transient failure that says when trying again makes sense. */
    static Transient retryAfter(FailureCode code, String detail, Duration retryAfter) {
        code.require(FailureKind.TRANSIENT);
        return new Transient(code, detail, retryAfter);
    }

    /** Makes the failure of a request that Telegram wants later. */
    static FloodWait floodWait(String detail, Duration retryAfter, FloodWait.Scope scope) {
        return new FloodWait(FailureCode.FLOOD_WAIT, detail, retryAfter, scope);
    }

    /** Makes the failure of one call or one account. */
    static PerInstance perInstance(FailureCode code, String detail, String instance) {
        code.require(FailureKind.PER_INSTANCE);
        return new PerInstance(code, detail, instance);
    }

    /**
     * Reads JSON tolerantly. The code decides the kind, whatever an older peer called it. A code that only a newer peer
     * knows becomes {@link FailureCode#INTERNAL} of the kind that the peer names.
     */
    @JsonCreator
    static Failure read(
            @JsonProperty("kind") @Nullable String kind,
            @JsonProperty("code") @Nullable String code,
            @JsonProperty("detail") @Nullable String detail,
            @JsonProperty("args") @Nullable Map<String, @Nullable FailureArgument> args,
            @JsonProperty("retryAfter") @Nullable Duration retryAfter,
            @JsonProperty("scope") @Nullable String scope,
            @JsonProperty("instance") @Nullable String instance) {
        FailureCode known = FailureCode.of(code);
        FailureKind named = FailureKind.of(kind);
        String said = Objects.requireNonNullElse(detail, "");
        return switch (known == FailureCode.INTERNAL && named != null ? named : known.kind()) {
            case USER -> new UserError(known, said, present(args));
            case TRANSIENT -> new Transient(known, said, retryAfter);
            case FLOOD_WAIT ->
                new FloodWait(
                        known,
                        said,
                        Objects.requireNonNullElse(retryAfter, FloodWait.UNSAID),
                        FloodWait.Scope.ACCOUNT.name().equals(scope) ? FloodWait.Scope.ACCOUNT : FloodWait.Scope.CHAT);
            case PER_INSTANCE -> new PerInstance(known, said, Objects.requireNonNullElse(instance, "unknown"));
            case CRITICAL -> new Critical(known, said);
        };
    }

    private static Map<String, FailureArgument> present(@Nullable Map<String, @Nullable FailureArgument> args) {
        var present = new HashMap<String, FailureArgument>();
        if (args != null) {
            args.forEach((name, value) -> {
                if (value != null) {
                    present.put(name, value);
                }
            });
        }
        return present;
    }

    /** Refuses a code of another kind. {@code INTERNAL} may have any: it also stands for the codes of newer peers. */
    private static void check(FailureCode code, FailureKind kind) {
        if (code != FailureCode.INTERNAL) {
            code.require(kind);
        }
    }

    @JsonProperty("kind")
    default FailureKind kind() {
        return switch (this) {
            case UserError _ -> FailureKind.USER;
            case Transient _ -> FailureKind.TRANSIENT;
            case FloodWait _ -> FailureKind.FLOOD_WAIT;
            case PerInstance _ -> FailureKind.PER_INSTANCE;
            case Critical _ -> FailureKind.CRITICAL;
        };
    }

    default FailureException asException() {
        return new FailureException(this, null);
    }

    default FailureException causedBy(Throwable cause) {
        return new FailureException(this, cause);
    }
}
