package dev.muzon.assistant.tdlib;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request in TDLib's JSON under construction. 64-bit numbers travel as strings, smaller ones as numbers. */
final class TdRequest {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private TdRequest(String type) {
        json.put("@type", type);
    }

    static TdRequest of(String type) {
        return new TdRequest(type);
    }

    TdRequest with(String field, String value) {
        json.put(field, value);
        return this;
    }

    /** Adds a number of TDLib's int32 or int53. */
    TdRequest with(String field, long value) {
        json.put(field, value);
        return this;
    }

    TdRequest with(String field, boolean value) {
        json.put(field, value);
        return this;
    }

    TdRequest with(String field, TdRequest value) {
        json.set(field, value.json);
        return this;
    }

    /** Adds a list of int53. */
    TdRequest withNumbers(String field, List<Long> values) {
        values.forEach(json.putArray(field)::add);
        return this;
    }

    TdRequest withAll(String field, List<TdRequest> values) {
        var array = json.putArray(field);
        values.forEach(value -> array.add(value.json));
        return this;
    }

    String type() {
        return json.path("@type").asString();
    }

    /** Returns the JSON, which may hold secrets and must not be logged. */
    @Override
    public String toString() {
        return json.toString();
    }
}
