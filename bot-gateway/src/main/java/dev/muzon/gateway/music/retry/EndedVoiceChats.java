package dev.muzon.gateway.music.retry;

import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.runtime.trace.WorkContext;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The news that a group's voice chat ended. None is taken to be on any more, and its card no longer reconnects. */
@Component
class EndedVoiceChats implements UpdateHandler<Incoming.VoiceChatEnded> {
    private final KnownPlayers known;
    private final Cards cards;

    EndedVoiceChats(KnownPlayers known, Cards cards) {
        this.known = known;
        this.cards = cards;
    }

    @Override
    public Class<Incoming.VoiceChatEnded> type() {
        return Incoming.VoiceChatEnded.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.VoiceChatEnded ended) {
        known.voiceChatEnded(new PlayerId(ended.chat().id()));
        return CompletableFuture.completedFuture(ended.chat().id()).thenAcceptAsync(cards::explain, WorkContext::aside);
    }
}
