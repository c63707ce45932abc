package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.telegram.Conversation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** Returns one of them. */
    public Optional<Conversation> of(long id) {
        return registry.group(id);
    }

    /** Returns all of them, in no order. */
    public List<Conversation> all() {
        return registry.allGroups();
    }

    /**
     * Returns the next one in the order of their ids.
     *
     * @param id the one before, null for the first
     */
    public Optional<Conversation> after(@Nullable Long id) {
        return registry.groupAfter(id);
    }
}
