package dev.muzon.sandbox.world;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user's standing in a chat. Users who left or were banned keep an entry.
 *
 * @param rights empty unless an admin or the owner
 * @param anonymous whether an admin writes in the group's name
 * @param since when this standing began
 * @param restriction the limits of a restricted member, or the end of a ban. Null for none
 * @param joinedBy how this standing began, when by an invite link or a request
 */
public record Member(
        long userId,
        Role role,
        Set<Right> rights,
        boolean anonymous,
        Instant since,
        @Nullable Restriction restriction,
        @Nullable JoinedBy joinedBy) {
    public Member {
        rights = Set.copyOf(rights);
    }

    Member(long userId, Role role, Set<Right> rights, boolean anonymous, Instant since) {
        this(userId, role, rights, anonymous, since, null, null);
    }

    public boolean may(Right right) {
        return role == Role.OWNER || (role == Role.ADMIN && rights.contains(right));
    }

    /** Returns whether limits apply to the member, present or not. */
    public boolean restricted(Instant now) {
        return (role == Role.MEMBER || role == Role.LEFT) && restriction != null && restriction.holds(now);
    }
}
