package dev.muzon.protocol.rest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.player.PlayerCommand;
import org.jspecify.annotations.Nullable;

/**
 * A command from a person or a button.
 *
 * @param epoch the player's epoch that the asker saw, as on a button's card. One that is older than the player's is
 * answered {@code player.stale}. Null for the current track
 * @param ownOnly whether the asker may touch only their own tracks. Then the player refuses what touches others'. False
 * when the sender has checked that
 * @param sequence number of the update that asks, as in {@link dev.muzon.protocol.job.EnqueueTracks}. A stop also withdraws
 * what earlier updates asked for and is not found yet. 0 when unknown
 */
public record CommandRequest(
        PlayerCommand command,
        @Nullable Long epoch,
        Requester by,
        @JsonSetter(nulls = Nulls.AS_EMPTY) boolean ownOnly,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long sequence) {
    /** Makes the command of an unknown update. */
    public CommandRequest(PlayerCommand command, @Nullable Long epoch, Requester by, boolean ownOnly) {
        this(command, epoch, by, ownOnly, 0);
    }

    /** Makes the command of a person whose rights were checked. */
    public CommandRequest(PlayerCommand command, @Nullable Long epoch, Requester by) {
        this(command, epoch, by, false, 0);
    }

    /** Makes the same command of a person whose rights were checked since. */
    public CommandRequest checked() {
        return new CommandRequest(command, epoch, by, false, sequence);
    }
}
