package dev.muzon.voice.player;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps players as long as the process lives. */
public final class InMemoryPlayerStore implements PlayerStore {
    private record Saved(PlayerSnapshot snapshot, long token) {}

    private final Map<Long, Saved> players = new HashMap<>();

    @Override
    public synchronized Optional<PlayerSnapshot> find(long chatId) {
        return Optional.ofNullable(players.get(chatId)).map(Saved::snapshot);
    }

    @Override
    public synchronized boolean save(PlayerSnapshot snapshot, long token) {
        Saved old = players.get(snapshot.chat().id());
        boolean mine = old == null || old.token() <= token;
        if (mine) {
            players.put(snapshot.chat().id(), new Saved(snapshot, token));
        }
        return mine;
    }

    @Override
    public synchronized List<Long> active() {
        return players.values().stream()
                .filter(saved -> saved.snapshot().active())
                .map(saved -> saved.snapshot().chat().id())
                .toList();
    }
}
