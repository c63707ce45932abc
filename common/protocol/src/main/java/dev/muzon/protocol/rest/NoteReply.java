package dev.muzon.protocol.rest;

/**
 * The answer to a {@link NoteRequest}.
 *
 * @param text plain words
 */
public record NoteReply(String text) {
    /** Does not print the words: they name people. */
    @Override
    public String toString() {
        return "reply of " + text.length() + " characters";
    }
}
