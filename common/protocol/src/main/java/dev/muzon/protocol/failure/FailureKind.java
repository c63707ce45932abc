package dev.muzon.protocol.failure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The way in which a failure is handled. Its {@link FailureCode} decides which. */
public enum FailureKind {
    /** The asker can avoid it by asking differently. Retrying the same is pointless. Logged at INFO. */
    USER("user"),
    /** It passes by itself. Logged at WARN and retried. */
    TRANSIENT("transient"),
    /** Telegram asked for silence of an exact length. Everything outside the scope goes on. Logged at WARN. */
    FLOOD_WAIT("flood-wait"),
    /** One call, one account or one stored document is in trouble. Every other goes on. Logged at WARN. */
    PER_INSTANCE("per-instance"),
    /** An operator or a developer has to act. A process that cannot work without it gives up. Logged at ERROR. */
    CRITICAL("critical");

    private final String value;

    FailureKind(String value) {
        this.value = value;
    }

    /** Returns the name in JSON and metrics. It never changes once released. */
    @JsonValue
    public String value() {
        return value;
    }

    /** Returns the kind of this name, or null for one that only a newer peer knows. */
    static @Nullable FailureKind of(@Nullable String value) {
        return Arrays.stream(values())
                .filter(kind -> kind.value.equals(value))
                .findFirst()
                .orElse(null);
    }
}
