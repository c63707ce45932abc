package dev.muzon.runtime.config;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A problem and what the operator can do about it.
 *
 * @param environment names of environment variables, each of which would set the key
 * @param example a valid value, null when none is known
 * @param value the value as it is now, null when it is missing or may be a secret
 */
record Remedy(
        ConfigurationProblem problem,
        List<String> environment,
        @Nullable String example,
        @Nullable String value) {
    String text() {
        String set = "set " + String.join(" or ", environment);
        String name = environment.getFirst() + " (" + problem.key() + ")";
        return name + " " + problem.problem() + (value == null || quotes(value) ? "" : joint() + value + "\"")
                + "\n      "
                + set
                + (example == null ? "" : hint(example));
    }

    /** Gives the example. What a shell makes works in no file of settings, so the command is named alone. */
    private String hint(String valid) {
        return valid.startsWith("$(")
                ? ", made by \"" + valid.substring(2, valid.length() - 1) + "\""
                : ", e.g. " + environment.getFirst() + "=" + valid;
    }

    /** Leads from the problem to the value. A problem of several sentences ends first. */
    private String joint() {
        return problem.problem().contains(". ") ? ". It is \"" : ", and is \"";
    }

    /** Tells whether the problem quotes the value already, or the element of the list that is wrong. */
    private boolean quotes(String all) {
        return Stream.of(all.split(",", -1))
                .anyMatch(element -> problem.problem().contains("\"" + element.strip() + "\""));
    }
}
