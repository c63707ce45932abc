package dev.muzon.helm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a YAML document, which may be absent. */
record Node(@Nullable Object value) {

    /** Follows the keys of nested maps. A missing one leads to an absent node. */
    Node at(String... keys) {
        Node found = this;
        for (String key : keys) {
            found = new Node(found.map().get(key));
        }
        return found;
    }

    boolean isAbsent() {
        return value == null;
    }

    /** Returns the entries of a list, none when it is absent. */
    List<Node> list() {
        return value instanceof List<?> list ? list.stream().map(Node::new).toList() : List.of();
    }

    /** Returns the entries of a map, none when it is absent. */
    Map<?, ?> map() {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    String text() {
        return String.valueOf(value);
    }

    /** Tells whether metadata has all of these labels. */
    boolean hasLabels(Map<?, ?> wanted) {
        return at("labels").map().entrySet().containsAll(wanted.entrySet());
    }

    int number() {
        return value instanceof Integer number ? number : Integer.parseInt(text());
    }

    /** Finds the entry of a list by its name. */
    Node named(String name) {
        return list().stream()
                .filter(entry -> entry.at("name").text().equals(name))
                .findFirst()
                .orElse(new Node(null));
    }
}
