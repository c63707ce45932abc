package dev.muzon.gateway.music.retry;

import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.player.PlayerId;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The news that a group's voice chat ended, so that none is taken to be on any more. */
@Component
class EndedVoiceChats implements UpdateHandler<Incoming.VoiceChatEnded> {
    private final KnownPlayers known;

    EndedVoiceChats(KnownPlayers known) {
        this.known = known;
    }

    @Override
    public Class<Incoming.VoiceChatEnded> type() {
        return Incoming.VoiceChatEnded.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.VoiceChatEnded ended) {
        known.voiceChatEnded(new PlayerId(ended.chat().id()));
        return CompletableFuture.completedFuture(null);
    }
}
