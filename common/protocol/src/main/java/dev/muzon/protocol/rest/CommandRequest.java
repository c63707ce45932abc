package dev.muzon.protocol.rest;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.player.PlayerCommand;
import org.jspecify.annotations.Nullable;

/**
 * A command from a person or a button.
 *
 * @param epoch the player's epoch that the asker saw, as on a button's card. One that is older than the player's is
 * answered {@code player.stale}. Null for the current track
 */
public record CommandRequest(
        PlayerCommand command, @Nullable Long epoch, Requester by) {}
