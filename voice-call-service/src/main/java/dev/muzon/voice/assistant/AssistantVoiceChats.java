package dev.muzon.voice.assistant;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.rest.Paths;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.voice.call.VoiceChats;
import java.time.Duration;
import java.util.Objects;

/** Asks assistant-service over REST. */
public final class AssistantVoiceChats implements VoiceChats {
    private final Peers peers;
    private final Duration joinPatience;

    /** @param joinPatience how long a join may take, Telegram's own waits included */
    public AssistantVoiceChats(Peers peers, Duration joinPatience) {
        this.peers = peers;
        this.joinPatience = joinPatience;
    }

    @Override
    public VoiceChatJoined join(ChatRef chat, String payload) {
        VoiceChatJoined joined = peers.client(Peer.ASSISTANT_SERVICE, joinPatience)
                .post()
                .uri(Paths.VOICE_CHAT_JOIN, chat.id())
                .body(new VoiceChatJoin(chat, payload))
                .retrieve()
                .body(VoiceChatJoined.class);
        return Objects.requireNonNull(joined, "a join is answered");
    }

    @Override
    public void leave(long chatId) {
        peers.client(Peer.ASSISTANT_SERVICE)
                .post()
                .uri(Paths.VOICE_CHAT_LEAVE, chatId)
                .retrieve()
                .toBodilessEntity();
    }
}
