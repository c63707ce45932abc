package dev.muzon.voice.call;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.rest.VoiceChatJoined;

/** Signalling: joins and leaves the voice chats of chats. */
public interface VoiceChats {
    /**
     * Joins, which may take a minute: joining the chat, the voice chat and Telegram's own waits.
     *
     * @param payload the voice engine's join payload
     * @throws dev.muzon.protocol.failure.FailureException why the join failed
     */
    VoiceChatJoined join(ChatRef chat, String payload);

    /**
     * Does nothing when there is nothing to leave.
     *
     * @throws dev.muzon.protocol.failure.FailureException why it could not be left
     */
    void leave(long chatId);
}
