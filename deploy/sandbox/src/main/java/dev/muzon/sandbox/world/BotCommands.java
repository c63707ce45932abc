package dev.muzon.sandbox.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bots' menus of commands, by scope and language. */
public final class BotCommands {
    private final WorldLock lock;
    private final Map<Key, List<BotCommand>> lists = new HashMap<>();

    BotCommands(WorldLock lock) {
        this.lock = lock;
    }

    /**
     * The key of a list.
     *
     * @param scope the Bot API's type, with ids for narrow ones: {@code default}, {@code chat:-100…}
     * @param language two letters, empty for everybody else
     */
    public record Key(long botId, String scope, String language) {}

    public void set(Key key, List<BotCommand> commands) {
        lock.locked(() -> {
            lists.put(key, List.copyOf(commands));
            lock.tell(new WorldEvent.CommandsChanged(key.botId()));
        });
    }

    public void delete(Key key) {
        lock.locked(() -> {
            if (lists.remove(key) != null) {
                lock.tell(new WorldEvent.CommandsChanged(key.botId()));
            }
        });
    }

    /** Finds exactly this list, not a wider one. */
    public Optional<List<BotCommand>> find(Key key) {
        return lock.locked(() -> Optional.ofNullable(lists.get(key)));
    }
}
