package dev.muzon.assistant.transcription;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The language of speech.
 *
 * @param code by ISO 639-1, empty when the recogniser has to find out
 */
public record SpokenLanguage(String code) {
    /** A language that the recogniser finds out. */
    public static final SpokenLanguage AUTO = new SpokenLanguage("");

    private static final Set<String> CODES = Stream.of(Locale.getISOLanguages())
            .filter(code -> code.length() == 2)
            .collect(Collectors.toSet());

    private static final Map<String, String> BY_NAME = CODES.stream()
            .collect(Collectors.toMap(
                    code -> Locale.of(code).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT),
                    code -> code,
                    (one, _) -> one));

    /** Reads a code or {@code auto}. Empty for anything else. */
    public static Optional<SpokenLanguage> of(String text) {
        String code = text.strip().toLowerCase(Locale.ROOT);
        if (code.equals("auto") || code.isEmpty()) {
            return Optional.of(AUTO);
        }
        return CODES.contains(code) ? Optional.of(new SpokenLanguage(code)) : Optional.empty();
    }

    /** Reads a recogniser's word: a code or an English name such as {@code russian}. Anything else is AUTO. */
    public static SpokenLanguage named(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return of(BY_NAME.getOrDefault(word, word)).orElse(AUTO);
    }

    /** Returns its name in a language, such as {@code German} in English. */
    public String name(Locale locale) {
        return Locale.of(code).getDisplayLanguage(locale);
    }

    public boolean isAuto() {
        return code.isEmpty();
    }

    /** Returns the code, or {@code auto}. */
    @Override
    public String toString() {
        return isAuto() ? "auto" : code;
    }
}
