package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The bot's own coming and going. */
@Component
class BotMembership implements UpdateHandler<Incoming.MemberChange> {
    private final ChatRegistry registry;
    private final List<ChatListener> listeners;

    BotMembership(ChatRegistry registry, List<ChatListener> listeners) {
        this.registry = registry;
        this.listeners = listeners;
    }

    @Override
    public Class<Incoming.MemberChange> type() {
        return Incoming.MemberChange.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.MemberChange change) {
        if (change.self() && !change.membership().isInside()) {
            listeners.forEach(listener -> listener.left(change.chat(), change.updateId()));
            registry.left(change.chat().id());
        } else if (change.self()) {
            registry.seen(change.chat());
        }
        return CompletableFuture.completedFuture(null);
    }
}
