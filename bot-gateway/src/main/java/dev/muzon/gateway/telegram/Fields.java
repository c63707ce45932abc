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

    /** Returns the elements that are objects, in order. */
    Stream<Fields> objects(String name) {
        JsonNode value = node.path(name);
        return value.isArray() ? value.valueStream().filter(JsonNode::isObject).map(Fields::new) : Stream.empty();
    }

    /** Returns the elements of all rows that are objects, in order. */
    Stream<Fields> rows(String name) {
        JsonNode value = node.path(name);
        return value.isArray()
                ? value.valueStream()
                        .filter(JsonNode::isArray)
                        .flatMap(JsonNode::valueStream)
                        .filter(JsonNode::isObject)
                        .map(Fields::new)
                : Stream.empty();
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

    /**
     * Returns a field that holds an object.
     *
     * @throws IllegalArgumentException when it is missing
     */
    Fields requiredObject(String name) {
        return object(name).orElseThrow(() -> missing(name));
    }

    /**
     * Returns a field that holds a text.
     *
     * @throws IllegalArgumentException when it is missing
     */
    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /**
     * Returns a field that holds a number.
     *
     * @throws IllegalArgumentException when it is missing
     */
    long requiredNumber(String name) {
        return number(name).orElseThrow(() -> missing(name));
    }

    /**
     * Returns a field that holds a number of 32 bits.
     *
     * @throws IllegalArgumentException when it is missing or larger
     */
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
