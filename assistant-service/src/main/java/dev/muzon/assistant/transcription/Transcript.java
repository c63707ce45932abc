package dev.muzon.assistant.transcription;

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

    /** Does not print the words: they are private. */
    @Override
    public String toString() {
        return "transcript of " + text.length() + " characters";
    }
}
