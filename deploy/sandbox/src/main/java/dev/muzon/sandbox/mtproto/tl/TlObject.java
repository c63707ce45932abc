package dev.muzon.sandbox.mtproto.tl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a constructor: {@code TlObject.of("peerUser").with("user_id", 7L)}.
 *
 * <p>Field values are {@code Integer}, {@code Long}, {@code Double}, {@code Boolean}, {@code String}, {@code byte[]},
 * {@code TlObject} and {@code List} of these. Flags are not fields: they follow from which optional fields are there.
 */
public final class TlObject {
    private final String name;
    private final Map<String, Object> fields;

    private TlObject(String name, Map<String, Object> fields) {
        this.name = name;
        this.fields = fields;
    }

    public static TlObject of(String name) {
        return new TlObject(name, Map.of());
    }

    static TlObject of(String name, Map<String, Object> fields) {
        return new TlObject(name, Collections.unmodifiableMap(fields));
    }

    /** Returns a copy with one more field. A null value leaves the optional field out. */
    public TlObject with(String field, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> copy = new LinkedHashMap<>(fields);
        copy.put(field, value);
        return of(name, copy);
    }

    /** Returns a copy with a bare flag raised, or the same object when it stays down. */
    public TlObject flag(String field, boolean raised) {
        return raised ? with(field, true) : this;
    }

    public String name() {
        return name;
    }

    public boolean is(String constructor) {
        return name.equals(constructor);
    }

    /** Returns the field names present. */
    Iterable<String> present() {
        return fields.keySet();
    }

    @Nullable Object get(String field) {
        return fields.get(field);
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    public int intAt(String field) {
        return required(field, Integer.class);
    }

    public long longAt(String field) {
        return required(field, Long.class);
    }

    public String textAt(String field) {
        return required(field, String.class);
    }

    public byte[] bytesAt(String field) {
        return required(field, byte[].class);
    }

    public TlObject objectAt(String field) {
        return required(field, TlObject.class);
    }

    public <T> List<T> listAt(String field, Class<T> element) {
        List<?> values = required(field, List.class);
        return values.stream().<T>map(element::cast).toList();
    }

    public Optional<String> optionalText(String field) {
        return optional(field, String.class);
    }

    public Optional<Integer> optionalInt(String field) {
        return optional(field, Integer.class);
    }

    public Optional<Boolean> optionalBool(String field) {
        return optional(field, Boolean.class);
    }

    public Optional<List<?>> optionalList(String field) {
        return Optional.ofNullable((List<?>) fields.get(field));
    }

    public Optional<TlObject> optionalObject(String field) {
        return optional(field, TlObject.class);
    }

    private <T> Optional<T> optional(String field, Class<T> type) {
        return Optional.ofNullable(fields.get(field)).map(type::cast);
    }

    private <T> T required(String field, Class<T> type) {
        Object value = fields.get(field);
        if (!type.isInstance(value)) {
            throw new TlException("%s has no %s of %s".formatted(name, field, type.getSimpleName()));
        }
        return type.cast(value);
    }

    @Override
    public String toString() {
        // Fields may hold keys and passwords, so a log line gets their names alone.
        return name + fields.keySet();
    }
}
