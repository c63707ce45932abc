package dev.muzon.standalone;

import java.util.regex.Pattern;

/**
 * A thing that is wrong with the settings.
 *
 * @param name of the setting, empty when only the words tell it
 * @param what is wrong
 * @param remedy what the operator does about it
 */
record Problem(String name, String what, String remedy) {
    /**
     * Reads a problem in the words of a service: {@code - key is wrong} and {@code set NAME} below.
     *
     * @param file where the operator corrects it
     */
    static Problem told(String words, String file) {
        String[] lines = words.strip().replaceFirst("^- ", "").split("\\R\\s*", 2);
        return new Problem(
                "",
                lines[0],
                lines.length > 1
                        ? lines[1] + (lines[1].contains(", ") ? ", in " : " in ") + file
                        : "correct it in " + file);
    }

    /** Tells whether it is about a setting. */
    boolean concerns(String setting) {
        return name.isEmpty()
                ? Pattern.compile("\\b" + setting + "\\b")
                        .matcher(what + " " + remedy)
                        .find()
                : name.equals(setting);
    }

    /** Puts it into the same form as the report of a service that refuses to start. */
    String inWords() {
        return "  - " + what + "\n      " + remedy;
    }
}
