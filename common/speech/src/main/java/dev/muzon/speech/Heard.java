package dev.muzon.speech;

/**
 * The words that a model heard.
 *
 * @param language a code of two letters, empty when the model does not say
 */
public record Heard(String words, String language) {
    /** Does not print the words: they are private. */
    @Override
    public String toString() {
        return "heard " + words.length() + " characters";
    }
}
