package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The store of players across restarts. Writes are fenced: a former owner's are refused. */
public interface PlayerStore {
    /**
     * The saved state of one player.
     *
     * @param unsaid events of the state that may not have been published yet. Their ids make a repetition harmless
     */
    record Saved(PlayerSnapshot player, List<Effect.Tell> unsaid) {}

    /**
     * A player with something to go on with.
     *
     * @param music whether something is to be heard, and the player does not only stay or wait. True in what older
     *     versions stored
     */
    record Unfinished(PlayerId player, boolean music) {}

    Optional<Saved> find(PlayerId player);

    /**
     * Saves a player.
     *
     * @param token of the lease under which the writer owns the player
     * @return false when a newer owner wrote already: stop acting as the owner at once
     */
    boolean save(Saved saved, long token);

    /**
     * Saves only where the saved player's track is, which is much less to write.
     *
     * @return false as {@link #save} does, and when there is no saved player
     */
    boolean savePosition(PlayerId player, Duration position, long token);

    /** Returns players with something to go on with: {@link PlayerSnapshot#active() active} ones, or with unpublished events. */
    List<Unfinished> unfinished();
}
