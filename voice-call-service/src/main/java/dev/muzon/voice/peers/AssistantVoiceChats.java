package dev.muzon.voice.peers;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.rest.Paths;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.resilience.Retrier;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.voice.call.VoiceChats;
import java.time.Duration;
import java.util.Objects;

/**
 * Signalling through assistant-service. The call retries a failed join itself. A failed leave is retried here for as
 * long as a restart of assistant-service takes, so that no silent participant stays behind.
 */
public final class AssistantVoiceChats implements VoiceChats {
    private final Peers peers;
    private final Duration joinPatience;
    private final Retrier leaving;

    /**
     * @param joinPatience how long a join may take, Telegram's own waits included
     * @param leaving tries to leave until it succeeds or gives up
     */
    public AssistantVoiceChats(Peers peers, Duration joinPatience, Retrier leaving) {
        this.peers = peers;
        this.joinPatience = joinPatience;
        this.leaving = leaving;
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
        leaving.run(
                "Leaving the voice chat of " + chatId,
                () -> peers.client(Peer.ASSISTANT_SERVICE)
                        .post()
                        .uri(Paths.VOICE_CHAT_LEAVE, chatId)
                        .retrieve()
                        .toBodilessEntity());
    }
}
