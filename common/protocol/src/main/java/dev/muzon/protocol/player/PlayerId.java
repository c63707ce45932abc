package dev.muzon.protocol.player;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.muzon.protocol.ChatRef;

/**
 * The name of a player: the chat that controls it. It need not be the chat whose voice chat sounds, see
 * {@link CallTarget}.
 *
 * @param chatId the Bot API id of the controlling chat
 */
public record PlayerId(@JsonValue long chatId) {
    @JsonCreator
    public PlayerId {}

    /** Returns the player that a chat controls. */
    public static PlayerId of(ChatRef chat) {
        return new PlayerId(chat.id());
    }

    /** Reads what {@link #toString()} has written. */
    public static PlayerId valueOf(String text) {
        return new PlayerId(Long.parseLong(text));
    }

    /** Returns the voice chat of the controlling chat itself. */
    public CallTarget ownCall() {
        return new CallTarget(chatId);
    }

    /** Returns the name of the lease whose holder runs this player. */
    public String lease() {
        return "player:" + chatId;
    }

    /** Returns the number, as paths, leases and logs name the player. */
    @Override
    public String toString() {
        return Long.toString(chatId);
    }
}
