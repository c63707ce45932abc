package dev.muzon.gateway.bot.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with places for values. {@code {title}} is a value, {@code {count:track|tracks}} the form of a word that
 * goes with a number, and {@code [by {artist}]} a part that is left out when a value of it is missing.
 */
final class Template {
    private static final Pattern TOKEN =
            Pattern.compile("\\{(?<name>\\w+)(?::(?<forms>[^}]*))?}|\\[(?<optional>[^\\]]*)]|(?<text>[^{\\[]+)");

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when a bracket has no partner or a word lacks a form
     */
    static Template parse(String source, Plural plural) {
        var parts = new ArrayList<Part>();
        Matcher token = TOKEN.matcher(source);
        int end = 0;
        while (token.find() && token.start() == end) {
            parts.add(part(token, plural));
            end = token.end();
        }
        if (end != source.length()) {
            throw new IllegalArgumentException("Cannot read on from \"" + source.substring(end) + "\"");
        }
        return new Template(parts);
    }

    private static Part part(Matcher token, Plural plural) {
        String name = token.group("name");
        String forms = token.group("forms");
        if (forms != null) {
            return new Part.Word(name, plural, words(forms, plural));
        }
        if (name != null) {
            return new Part.Value(name);
        }
        String optional = token.group("optional");
        return optional != null ? new Part.Optional(parse(optional, plural)) : new Part.Text(token.group("text"));
    }

    private static List<String> words(String forms, Plural plural) {
        List<String> words = List.of(forms.split("\\|", -1));
        if (words.size() != plural.forms()) {
            throw new IllegalArgumentException("\"" + forms + "\" needs " + plural.forms() + " forms");
        }
        return words;
    }

    /**
     * The names of its values. Two languages that say the same have the same places.
     *
     * @param required without these it cannot be rendered
     */
    record Places(Set<String> all, Set<String> required) {}

    Places places() {
        var required = new TreeSet<String>();
        parts.stream().filter(part -> !(part instanceof Part.Optional)).forEach(part -> part.collect(required));
        return new Places(names(), required);
    }

    /** Returns every name that it has a place for. */
    Set<String> names() {
        var names = new TreeSet<String>();
        parts.forEach(part -> part.collect(names));
        return names;
    }

    /**
     * Fills in the values.
     *
     * @throws IllegalArgumentException when a required value is missing
     */
    String render(Map<String, String> values) {
        var rendered = new StringBuilder();
        parts.forEach(part -> part.render(rendered, values));
        return rendered.toString();
    }

    private sealed interface Part {
        void collect(Set<String> names);

        void render(StringBuilder to, Map<String, String> values);

        record Text(String text) implements Part {
            @Override
            public void collect(Set<String> names) {
                // Text has no places.
            }

            @Override
            public void render(StringBuilder to, Map<String, String> values) {
                to.append(text);
            }
        }

        record Value(String name) implements Part {
            @Override
            public void collect(Set<String> names) {
                names.add(name);
            }

            @Override
            public void render(StringBuilder to, Map<String, String> values) {
                to.append(value(values, name));
            }
        }

        record Word(String name, Plural plural, List<String> forms) implements Part {
            @Override
            public void collect(Set<String> names) {
                names.add(name);
            }

            @Override
            public void render(StringBuilder to, Map<String, String> values) {
                to.append(forms.get(plural.form(Long.parseLong(value(values, name)))));
            }
        }

        record Optional(Template template) implements Part {
            @Override
            public void collect(Set<String> names) {
                names.addAll(template.names());
            }

            @Override
            public void render(StringBuilder to, Map<String, String> values) {
                if (values.keySet().containsAll(template.names())) {
                    to.append(template.render(values));
                }
            }
        }

        private static String value(Map<String, String> values, String name) {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("No value for {" + name + "}");
            }
            return value;
        }
    }
}
