package dev.muzon.voice.call;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.rest.VoiceChatJoined;

/** Signalling: joins and leaves the voice chats of chats, as the owner of their players. */
public interface VoiceChats {
    /** The maker of signalling for one owner. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes signalling that stops working when a newer owner has used its own.
         *
         * @param owner token of the lease under which the player is owned
         */
        VoiceChats of(long owner);
    }

    /**
     * Joins, which may take a minute: joining the chat, the voice chat and Telegram's own waits.
     *
     * @param payload the voice engine's join payload
     * @param mayStart whether a voice chat may be started where none is on
     * @throws dev.muzon.protocol.failure.FailureException why the join failed
     */
    VoiceChatJoined join(ChatRef chat, String payload, boolean mayStart);

    /**
     * Does nothing when there is nothing to leave.
     *
     * @throws dev.muzon.protocol.failure.FailureException why it could not be left
     */
    void leave(CallTarget target);
}
