package dev.muzon.protocol.rest;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import org.jspecify.annotations.Nullable;

/**
 * A voice or video note that somebody showed to the bot.
 *
 * @param file the bot's id of its sound, at most {@link #MAX_LENGTH} characters
 * @param seconds its length as the sender's app measured it, 0 where that is not known
 * @param language of the words about it in two letters, null for the account's own
 */
public record ShownNote(String file, int seconds, @Nullable String language) {
    /** Telegram's ids have about 80 characters. */
    public static final int MAX_LENGTH = 512;

    /** @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} for an id that is missing or too long */
    public ShownNote {
        // Jackson passes null for what the JSON leaves out.
        if (file == null || file.isBlank() || file.length() > MAX_LENGTH) {
            throw Failure.of(FailureCode.BAD_INPUT, "needs a file's id of at most " + MAX_LENGTH + " characters")
                    .asException();
        }
        seconds = Math.max(0, seconds);
    }
}
