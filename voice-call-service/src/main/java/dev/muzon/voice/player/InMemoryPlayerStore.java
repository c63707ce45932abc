package dev.muzon.voice.player;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps players as long as the process lives. */
public final class InMemoryPlayerStore implements PlayerStore {
    private record Saved(PlayerSnapshot snapshot, long token) {}

    private final Map<Long, Saved> players = new ConcurrentHashMap<>();

    @Override
    public Optional<PlayerSnapshot> find(long chatId) {
        return Optional.ofNullable(players.get(chatId)).map(Saved::snapshot);
    }

    @Override
    public boolean save(PlayerSnapshot snapshot, long token) {
        Saved mine = new Saved(snapshot, token);
        Saved winner = players.merge(
                snapshot.chat().id(), mine, (old, fresh) -> old.token() <= fresh.token() ? fresh : old);
        return winner == mine;
    }

    @Override
    public List<Long> active() {
        return players.values().stream()
                .filter(saved -> saved.snapshot().active())
                .map(saved -> saved.snapshot().chat().id())
                .toList();
    }
}
