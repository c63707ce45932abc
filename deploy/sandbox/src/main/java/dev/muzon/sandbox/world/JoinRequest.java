package dev.muzon.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's wish to join a chat, which waits for an admin.
 *
 * @param inviteHash null when the user came by the public name
 */
public record JoinRequest(
        long chatId, long userId, @Nullable String inviteHash, Instant date) {}
