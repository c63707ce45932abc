package dev.muzon.gateway.telegram;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One JSON object of Telegram's. A field that is missing or of an unexpected type is absent, never an error. */
record Fields(JsonNode node) {
    Optional<Fields> object(String name) {
        JsonNode value = node.path(name);
        return value.isObject() ? Optional.of(new Fields(value)) : Optional.empty();
    }

    /** Elements that are objects, in order. */
    Stream<Fields> objects(String name) {
        JsonNode value = node.path(name);
        return value.isArray() ? value.valueStream().filter(JsonNode::isObject).map(Fields::new) : Stream.empty();
    }

    Optional<String> text(String name) {
        JsonNode value = node.path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    OptionalLong number(String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber() && value.canConvertToLong()
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    boolean flag(String name) {
        JsonNode value = node.path(name);
        return value.isBoolean() && value.booleanValue();
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** @throws IllegalArgumentException when there is no such object */
    Fields requiredObject(String name) {
        return object(name).orElseThrow(() -> missing(name));
    }

    /** @throws IllegalArgumentException when there is no such text */
    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** @throws IllegalArgumentException when there is no such number */
    long requiredNumber(String name) {
        return number(name).orElseThrow(() -> missing(name));
    }

    /** @throws IllegalArgumentException when there is no such number of 32 bits */
    int requiredInt(String name) {
        long number = requiredNumber(name);
        if (number != (int) number) {
            throw new IllegalArgumentException(name + " has more than 32 bits");
        }
        return (int) number;
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(name + " is missing or of another type");
    }
}
