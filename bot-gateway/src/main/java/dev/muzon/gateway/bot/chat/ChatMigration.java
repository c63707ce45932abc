package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The upgrade of a group to a supergroup: another chat to Telegram, the same to people. */
@Component
class ChatMigration implements UpdateHandler<Incoming.ChatUpgrade> {
    private final ChatRegistry registry;
    private final ChatLanguages languages;
    private final Admission admission;
    private final Blocklist blocklist;
    private final List<ChatListener> listeners;

    ChatMigration(
            ChatRegistry registry,
            ChatLanguages languages,
            Admission admission,
            Blocklist blocklist,
            List<ChatListener> listeners) {
        this.registry = registry;
        this.languages = languages;
        this.admission = admission;
        this.blocklist = blocklist;
        this.listeners = listeners;
    }

    @Override
    public Class<Incoming.ChatUpgrade> type() {
        return Incoming.ChatUpgrade.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.ChatUpgrade upgrade) {
        registry.moved(upgrade.chat().id(), upgrade.supergroup());
        languages.forget(upgrade.supergroup());
        admission.moved(upgrade.chat(), upgrade.supergroup());
        blocklist.moved(upgrade.chat().id(), upgrade.supergroup());
        return CompletableFuture.allOf(listeners.stream()
                .map(listener -> listener.moved(upgrade.chat(), upgrade.supergroup(), upgrade.updateId()))
                .toArray(CompletableFuture[]::new));
    }
}
