package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.runtime.metrics.LogContext;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Notes every chat in which a command is heard. */
@Component
class ChatSightings implements UpdateHandler<Incoming.Command> {
    private final ChatRegistry registry;

    ChatSightings(ChatRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Class<Incoming.Command> type() {
        return Incoming.Command.class;
    }

    /** Does not hold up the command: the note is for later. */
    @Override
    public CompletableFuture<?> handle(Incoming.Command command) {
        Thread.startVirtualThread(() -> {
            try (var _ = LogContext.ofChat(command.chat().id())) {
                registry.seen(command.chat());
            }
        });
        return CompletableFuture.completedFuture(null);
    }
}
