package dev.muzon.gateway.bot.chat;

import org.springframework.stereotype.Component;

/** The groups that the bot is in, as far as a command was heard there. */
@Component
public class KnownGroups {
    private final ChatRegistry registry;

    KnownGroups(ChatRegistry registry) {
        this.registry = registry;
    }

    /** Returns how many there are. */
    public long count() {
        return registry.groups();
    }
}
