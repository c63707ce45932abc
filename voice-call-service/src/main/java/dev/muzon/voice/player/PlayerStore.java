package dev.muzon.voice.player;

import java.util.List;
import java.util.Optional;

/** Keeps players across restarts. Writes are fenced: a former owner's are refused. */
public interface PlayerStore {
    Optional<PlayerSnapshot> find(long chatId);

    /**
     * @param token of the lease under which the writer owns the player
     * @return false when a newer owner wrote already: stop acting as the owner at once
     */
    boolean save(PlayerSnapshot snapshot, long token);

    /** Chats whose player is {@link PlayerSnapshot#active()}. */
    List<Long> active();
}
