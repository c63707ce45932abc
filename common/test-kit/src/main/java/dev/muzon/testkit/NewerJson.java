package dev.muzon.testkit;

import java.util.regex.Pattern;

/** Stored JSON as a newer version might write it: every object has a further field, at every depth. */
public final class NewerJson {
    /** The beginning of an object that is not empty. One whose first name has a dollar is a number or a time of MongoDB. */
    private static final Pattern OBJECT = Pattern.compile("\\{(?=\\s*\"(?!\\$))");

    private NewerJson() {}

    /** Returns the JSON with {@code fromTomorrow} in each object that has a field. No text in it may contain a brace. */
    public static String of(String json) {
        return OBJECT.matcher(json).replaceAll("{\"fromTomorrow\":{\"a\":[1,{}]},");
    }
}
