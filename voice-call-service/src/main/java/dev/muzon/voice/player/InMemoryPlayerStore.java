package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Players in memory. */
public final class InMemoryPlayerStore implements PlayerStore {
    private record Owned(Saved saved, long token) {}

    private final Map<PlayerId, Owned> players = new HashMap<>();

    @Override
    public synchronized Optional<Saved> find(PlayerId player) {
        return Optional.ofNullable(players.get(player)).map(Owned::saved);
    }

    @Override
    public synchronized boolean save(Saved saved, long token) {
        PlayerId player = saved.player().id();
        Owned old = players.get(player);
        boolean mine = old == null || old.token() <= token;
        if (mine) {
            players.put(player, new Owned(saved, token));
        }
        return mine;
    }

    @Override
    public synchronized boolean savePosition(PlayerId player, Duration position, long token) {
        Owned old = players.get(player);
        return old != null
                && save(new Saved(old.saved().player().at(position), old.saved().unsaid()), token);
    }

    @Override
    public synchronized List<Unfinished> unfinished() {
        return players.values().stream()
                .map(Owned::saved)
                .filter(saved -> saved.player().active() || !saved.unsaid().isEmpty())
                .map(saved -> new Unfinished(saved.player().id(), saved.player().wantsSound()))
                .toList();
    }
}
