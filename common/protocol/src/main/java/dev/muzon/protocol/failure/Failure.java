package dev.muzon.protocol.failure;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong. The kind says what the machinery does about it, the {@link FailureCode} says what it was,
 * the detail tells engineers more. Details may reach logs and operators, never a group chat: user texts come from the
 * code and the arguments.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Failure.UserError.class, name = "user"),
    @JsonSubTypes.Type(value = Failure.Transient.class, name = "transient"),
    @JsonSubTypes.Type(value = Failure.FloodWait.class, name = "flood-wait"),
    @JsonSubTypes.Type(value = Failure.PerInstance.class, name = "per-instance"),
    @JsonSubTypes.Type(value = Failure.Critical.class, name = "critical")
})
public sealed interface Failure {
    FailureCode code();

    /** For engineers: what exactly happened, in English, without secrets. */
    String detail();

    /**
     * The asker can avoid it by asking differently. Retrying the same is pointless. Logged at INFO.
     *
     * @param args values for the user text of this code, e.g. {@code limit=3 h}
     */
    record UserError(FailureCode code, String detail, Map<String, String> args) implements Failure {}

    /**
     * It passes by itself. Logged at WARN and retried.
     *
     * @param retryAfter when trying again makes sense, null when the backoff policy decides
     */
    record Transient(
            FailureCode code, String detail, @Nullable Duration retryAfter) implements Failure {}

    /**
     * Telegram asked for silence of exactly this length. Everything outside the scope goes on.
     *
     * @param retryAfter what Telegram asked for
     */
    record FloodWait(FailureCode code, String detail, Duration retryAfter, Scope scope) implements Failure {
        /** What has to be silent. */
        public enum Scope {
            CHAT,
            ACCOUNT
        }
    }

    /**
     * One call or one account is in trouble. Every other goes on.
     *
     * @param instance which one, e.g. {@code call:-100123} or {@code account:alice}
     */
    record PerInstance(FailureCode code, String detail, String instance) implements Failure {}

    /** The process cannot do its work. After five attempts it gives up and its supervisor restarts it. Logged at ERROR. */
    record Critical(FailureCode code, String detail) implements Failure {}

    static UserError user(FailureCode code, String detail) {
        return new UserError(code, detail, Map.of());
    }

    static UserError user(FailureCode code, String detail, Map<String, String> args) {
        return new UserError(code, detail, args);
    }

    static Transient passing(FailureCode code, String detail) {
        return new Transient(code, detail, null);
    }

    default FailureException asException() {
        return new FailureException(this, null);
    }

    default FailureException causedBy(Throwable cause) {
        return new FailureException(this, cause);
    }
}
