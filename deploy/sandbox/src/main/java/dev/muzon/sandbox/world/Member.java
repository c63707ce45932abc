package dev.muzon.sandbox.world;

import java.time.Instant;
import java.util.Set;

/**
 * Someone's standing in a chat. Those who left or were banned keep an entry.
 *
 * @param rights empty unless an admin or the owner
 * @param anonymous an admin who writes in the group's name
 * @param since when this standing began
 */
public record Member(long userId, Role role, Set<Right> rights, boolean anonymous, Instant since) {
    public Member {
        rights = Set.copyOf(rights);
    }

    public boolean may(Right right) {
        return role == Role.OWNER || (role == Role.ADMIN && rights.contains(right));
    }
}
