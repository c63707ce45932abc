package dev.muzon.protocol.rest;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import org.jspecify.annotations.Nullable;

/**
 * A command about an account's voice notes that somebody gave to the bot.
 *
 * @param text the command with its argument, e.g. {@code /track @name}, at most {@link #MAX_LENGTH} characters
 * @param language of the answer in two letters, null for the account's own
 */
public record NoteRequest(String text, @Nullable String language) {
    /** More than any command has. */
    public static final int MAX_LENGTH = 150;

    /** @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} for a text that is missing or too long */
    public NoteRequest {
        // Jackson passes null for what the JSON leaves out.
        if (text == null || text.length() > MAX_LENGTH) {
            throw Failure.of(FailureCode.BAD_INPUT, "needs a command of at most " + MAX_LENGTH + " characters")
                    .asException();
        }
    }
}
