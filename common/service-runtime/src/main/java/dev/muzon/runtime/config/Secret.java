package dev.muzon.runtime.config;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that never prints: not in logs, not in JSON, not in Actuator. */
public final class Secret {
    private static final String MASK = "******";

    private final String value;

    /** Takes the value as it is, as a password from a form must be taken. */
    public Secret(String value) {
        this.value = value;
    }

    /**
     * Takes the value of a setting, without the white space around it. A secret that comes from a file often ends with
     * a line break. Spring Boot's binding prefers this method to the constructor.
     */
    public static Secret of(String setting) {
        return new Secret(setting.strip());
    }

    /** Returns the value itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    /** Tells whether it is blank, as with an optional setting left empty. */
    public boolean isBlank() {
        return value.isBlank();
    }

    /** Returns the same mask for every value. */
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
