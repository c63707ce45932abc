package dev.muzon.voice.peers;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.resilience.Retrier;
import dev.muzon.runtime.contract.VoiceChatsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.voice.call.VoiceChats;
import java.time.Duration;

/**
 * Signalling through assistant-service. The call retries a failed join itself. A failed leave is retried here for as
 * long as a restart of assistant-service takes, so that no silent participant stays behind.
 */
public final class AssistantVoiceChats implements VoiceChats.Factory {
    private final VoiceChatsApi joins;
    private final VoiceChatsApi leaves;
    private final Retrier leaving;

    /**
     * @param joinPatience how long a join may take, Telegram's own waits included
     * @param leaving tries to leave until it succeeds or gives up
     */
    public AssistantVoiceChats(Peers peers, Duration joinPatience, Retrier leaving) {
        this.joins = peers.of(Peer.ASSISTANT_SERVICE, VoiceChatsApi.class, joinPatience);
        this.leaves = peers.of(Peer.ASSISTANT_SERVICE, VoiceChatsApi.class);
        this.leaving = leaving;
    }

    @Override
    public VoiceChats of(long owner) {
        return new VoiceChats() {
            @Override
            public VoiceChatJoined join(ChatRef chat, String payload, boolean mayStart) {
                return joins.join(new CallTarget(chat.id()), new VoiceChatJoin(chat, payload, owner, !mayStart));
            }

            @Override
            public void leave(CallTarget target) {
                leaving.run("Leaving the voice chat of " + target, () -> leaves.leave(target, owner));
            }
        };
    }
}
