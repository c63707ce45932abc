package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.WorkContext;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The note of every chat in which a command is heard. */
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

    /** Notes the chat without holding up the command. */
    @Override
    public CompletableFuture<?> handle(Incoming.Command command) {
        WorkContext.aside(() -> {
            try (var _ = LogContext.ofChat(command.chat().id())) {
                registry.seen(command.chat());
            }
        });
        return CompletableFuture.completedFuture(null);
    }
}
