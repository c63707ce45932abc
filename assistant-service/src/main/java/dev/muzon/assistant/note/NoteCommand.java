package dev.muzon.assistant.note;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that the account's owner writes, in English or in Russian.
 *
 * @param addressee the public name behind {@code @}, empty for none
 * @param argument what follows, in small letters. {@link #ON} and {@link #OFF} are English in both languages
 * @param russian whether its word is Russian
 */
record NoteCommand(Verb verb, String addressee, String argument, boolean russian) {
    static final String ON = "on";
    static final String OFF = "off";

    private static final Map<String, String> ARGUMENTS = Map.of("вкл", ON, "выкл", OFF, "авто", "auto");

    private static final Pattern FORM = Pattern.compile(
            "/([a-zа-яё]{1,16})(?:@(\\w{1,32}))?(?:\\s+(.{0,100}))?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** The first word of a command. */
    enum Verb {
        HELP("помощь", false),
        STATUS("статус", false),
        LANGUAGE("язык", false),
        MODEL("модель", false),
        NOTES("голосовые", true),
        TRACK("следить", true),
        UNTRACK("неследить", true),
        TRACKED("отслеживаемые", true),
        TRANSCRIBE("расшифровать", true);

        private final String russian;
        private final boolean inGroups;

        Verb(String russian, boolean inGroups) {
            this.russian = russian;
            this.inGroups = inGroups;
        }
    }

    /** Reads a text. Empty for anything else than a command. */
    static Optional<NoteCommand> of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String word = lowered(form.group(1));
        String argument = lowered(form.group(3));
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.russian.equals(word) || verb.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .map(verb -> new NoteCommand(
                        verb,
                        lowered(form.group(2)),
                        ARGUMENTS.getOrDefault(argument, argument),
                        verb.russian.equals(word)));
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
