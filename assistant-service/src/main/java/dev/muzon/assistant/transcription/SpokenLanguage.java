package dev.muzon.assistant.transcription;

import java.util.Locale;
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

    /** Reads a code or {@code auto}. Empty for anything else. */
    public static Optional<SpokenLanguage> of(String text) {
        String code = text.strip().toLowerCase(Locale.ROOT);
        if (code.equals("auto") || code.isEmpty()) {
            return Optional.of(AUTO);
        }
        return CODES.contains(code) ? Optional.of(new SpokenLanguage(code)) : Optional.empty();
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
