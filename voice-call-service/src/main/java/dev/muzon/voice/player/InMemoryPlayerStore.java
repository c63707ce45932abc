package dev.muzon.voice.player;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Players in memory. */
public final class InMemoryPlayerStore implements PlayerStore {
    private record Owned(Saved saved, long token) {}

    private final Map<Long, Owned> players = new HashMap<>();

    @Override
    public synchronized Optional<Saved> find(long chatId) {
        return Optional.ofNullable(players.get(chatId)).map(Owned::saved);
    }

    @Override
    public synchronized boolean save(Saved saved, long token) {
        long chatId = saved.player().chat().id();
        Owned old = players.get(chatId);
        boolean mine = old == null || old.token() <= token;
        if (mine) {
            players.put(chatId, new Owned(saved, token));
        }
        return mine;
    }

    @Override
    public synchronized boolean savePosition(long chatId, Duration position, long token) {
        Owned old = players.get(chatId);
        return old != null
                && save(new Saved(old.saved().player().at(position), old.saved().unsaid()), token);
    }

    @Override
    public synchronized List<Long> unfinished() {
        return players.values().stream()
                .map(Owned::saved)
                .filter(saved -> saved.player().active() || !saved.unsaid().isEmpty())
                .map(saved -> saved.player().chat().id())
                .toList();
    }
}
