package dev.muzon.voice.peers;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.resilience.Retrier;
import dev.muzon.runtime.contract.VoiceChatsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.voice.call.VoiceChats;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Signalling through assistant-service. The call retries a failed join itself. A failed leave is retried here for as
 * long as a restart of assistant-service takes, so that no silent participant stays behind.
 */
public final class AssistantVoiceChats implements VoiceChats.Factory {
    private static final Set<FailureCode> RESTARTS = EnumSet.of(FailureCode.PEER_UNAVAILABLE, FailureCode.DRAINING);

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
                try {
                    return joins.join(new CallTarget(chat.id()), new VoiceChatJoin(chat, payload, owner, !mayStart));
                } catch (FailureException e) {
                    throw RESTARTS.contains(e.failure().code()) ? starting(e) : e;
                }
            }

            @Override
            public void leave(CallTarget target) {
                leaving.run("Leaving the voice chat of " + target, () -> leaves.leave(target, owner));
            }
        };
    }

    /** Names who is away, because the chat reads why it hears nothing. */
    private static FailureException starting(FailureException e) {
        return Failure.of(FailureCode.ASSISTANT_STARTING, e.failure().detail()).causedBy(e);
    }
}
