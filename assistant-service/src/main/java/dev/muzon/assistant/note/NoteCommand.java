package dev.muzon.assistant.note;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that the account's owner writes.
 *
 * @param addressee the public name behind {@code @}, empty for none
 * @param argument what follows, in small letters
 */
record NoteCommand(Verb verb, String addressee, String argument) {
    private static final Pattern FORM =
            Pattern.compile("/([a-z]{1,16})(?:@(\\w{1,32}))?(?:\\s+(.{0,100}))?\\s*", Pattern.CASE_INSENSITIVE);

    /** The first word of a command. */
    enum Verb {
        HELP(false),
        STATUS(false),
        LANGUAGE(false),
        MODEL(false),
        NOTES(true),
        TRACK(true),
        UNTRACK(true),
        TRACKED(true),
        TRANSCRIBE(true);

        private final boolean inGroups;

        Verb(boolean inGroups) {
            this.inGroups = inGroups;
        }
    }

    /** Reads a text. Empty for anything else than a command. */
    static Optional<NoteCommand> of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String word = form.group(1).toUpperCase(Locale.ROOT);
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.name().equals(word))
                .findFirst()
                .map(verb -> new NoteCommand(verb, lowered(form.group(2)), lowered(form.group(3))));
    }

    private static String lowered(@Nullable String part) {
        return part == null ? "" : part.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns whether it is meant for the account. In groups bots listen to {@code /help} and the like, so there those
     * need the account's name.
     *
     * @param username the account's public name, empty for none
     */
    boolean isFor(String username, boolean inGroup) {
        return addressee.isEmpty() ? !inGroup || verb.inGroups : addressee.equals(username.toLowerCase(Locale.ROOT));
    }
}
