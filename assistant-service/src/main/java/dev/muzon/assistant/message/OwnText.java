package dev.muzon.assistant.message;

import java.time.Instant;

/**
 * A text that the account's owner wrote with one of their devices.
 *
 * @param answered the message of the same chat that it answers, 0 for none
 */
public record OwnText(long chatId, long messageId, long answered, Instant sent, String text) {
    /** Returns whether it stands in a group or a channel. */
    public boolean inGroup() {
        return chatId < 0;
    }

    /** Does not print the words: they are private. */
    @Override
    public String toString() {
        return "own text " + messageId + " in " + chatId;
    }
}
