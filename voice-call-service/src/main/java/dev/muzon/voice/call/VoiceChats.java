package dev.muzon.voice.call;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.rest.VoiceChatJoined;

/** Signalling: who may be in a chat's voice chat, and with which payload. */
public interface VoiceChats {
    /**
     * Takes as long as joining the chat, the voice chat and Telegram's own waits take: a minute is nothing unusual.
     *
     * @param payload the voice engine's join payload
     * @throws dev.muzon.protocol.failure.FailureException why nobody joined
     */
    VoiceChatJoined join(ChatRef chat, String payload);

    /**
     * Does nothing when there is nothing to leave.
     *
     * @throws dev.muzon.protocol.failure.FailureException why it could not be left
     */
    void leave(long chatId);
}
