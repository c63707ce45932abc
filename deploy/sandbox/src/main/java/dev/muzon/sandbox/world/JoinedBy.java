package dev.muzon.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * The way in which a member came into a chat.
 *
 * @param inviteHash of the invite link. Null when there was none
 * @param byRequest whether an admin approved a join request
 */
public record JoinedBy(@Nullable String inviteHash, boolean byRequest) {}
