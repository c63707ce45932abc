package dev.muzon.protocol.rest;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.player.PlayerCommand;
import org.jspecify.annotations.Nullable;

/**
 * @param epoch the player's epoch that the asker saw (a button's card); an older one than the player's is answered
 *     {@code player.stale}. Null: whatever is playing now
 */
public record CommandRequest(
        PlayerCommand command, @Nullable Long epoch, Requester by) {}
