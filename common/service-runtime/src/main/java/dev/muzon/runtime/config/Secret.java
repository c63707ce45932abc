package dev.muzon.runtime.config;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that never prints: not in logs, not in JSON, not in Actuator. Settings bind to it straight from their text.
 */
public final class Secret {
    private static final String MASK = "******";

    private final String value;

    /** Also what configuration binding calls. */
    public Secret(String value) {
        this.value = value;
    }

    /** The value itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    /** Whether there is nothing in it, as with an optional setting left empty. */
    public boolean isBlank() {
        return value.isBlank();
    }

    /** Always the same mask, whatever the value. */
    @Override
    @JsonValue
    public String toString() {
        return MASK;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
