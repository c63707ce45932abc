package dev.muzon.protocol.player;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The voice chat in which a player sounds. Its chat need not be the one that controls the player, see {@link PlayerId}.
 *
 * @param chatId the Bot API id of the chat whose voice chat it is
 */
public record CallTarget(@JsonValue long chatId) {
    @JsonCreator
    public CallTarget {}

    /** Reads what {@link #toString()} has written. */
    public static CallTarget valueOf(String text) {
        return new CallTarget(Long.parseLong(text));
    }

    /** Returns the number, as paths and logs name the voice chat. */
    @Override
    public String toString() {
        return Long.toString(chatId);
    }
}
