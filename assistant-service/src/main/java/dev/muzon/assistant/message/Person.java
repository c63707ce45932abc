package dev.muzon.assistant.message;

/**
 * A person, as an account knows them.
 *
 * @param name the public name with {@code @}, else the displayed one
 */
public record Person(long id, String name, boolean bot) {
    private static final int LONGEST_NAME = 64;

    public Person {
        name = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
