package dev.muzon.sandbox.botapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object under construction. Fields without a value are left out. */
final class JsonFields {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    JsonFields with(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    /** Adds {@code true}, or nothing. */
    JsonFields flag(String name, boolean set) {
        return with(name, set ? true : null);
    }

    Map<String, Object> build() {
        return Collections.unmodifiableMap(fields);
    }
}
