package dev.muzon.gateway.music.retry;

import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The news that a group's voice chat was started. */
@Component
class StartedVoiceChats implements UpdateHandler<Incoming.VoiceChatStarted> {
    private final CallRetries retries;

    StartedVoiceChats(CallRetries retries) {
        this.retries = retries;
    }

    @Override
    public Class<Incoming.VoiceChatStarted> type() {
        return Incoming.VoiceChatStarted.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.VoiceChatStarted started) {
        retries.publish(started, started.chat(), "a voice chat was started");
        return CompletableFuture.completedFuture(null);
    }
}
