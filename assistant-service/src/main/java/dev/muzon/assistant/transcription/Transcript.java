package dev.muzon.assistant.transcription;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The words of some speech.
 *
 * @param text blank when nobody spoke
 * @param language as the recogniser found it out, {@link SpokenLanguage#AUTO} when it does not say
 */
public record Transcript(String text, SpokenLanguage language) {
    /** Makes one whose language the recogniser does not say. */
    public static Transcript of(String text) {
        return new Transcript(text, SpokenLanguage.AUTO);
    }

    /** Returns pieces of one note as one transcript, in the first language that was found in them. */
    public static Transcript joined(List<Transcript> pieces) {
        List<Transcript> spoken =
                pieces.stream().filter(piece -> !piece.text().isBlank()).toList();
        SpokenLanguage language = spoken.stream()
                .map(Transcript::language)
                .filter(found -> !found.isAuto())
                .findFirst()
                .orElse(SpokenLanguage.AUTO);
        return new Transcript(spoken.stream().map(Transcript::text).collect(Collectors.joining(" ")), language);
    }

    /** Returns the language that the recogniser found, else that of the words. AUTO when they do not tell. */
    public SpokenLanguage spoken() {
        return language.isAuto() ? TextLanguage.of(text) : language;
    }

    /** Does not print the words: they are private. */
    @Override
    public String toString() {
        return "transcript of " + text.length() + " characters";
    }
}
