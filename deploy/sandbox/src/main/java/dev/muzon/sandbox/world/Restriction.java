package dev.muzon.sandbox.world;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The limits that an admin set for one member.
 *
 * @param allowed what the member may still do
 * @param until when the limits end. Null for never
 */
public record Restriction(Set<Permission> allowed, @Nullable Instant until) {
    public Restriction {
        allowed = Set.copyOf(allowed);
    }

    /** Returns whether the limits still apply. */
    public boolean holds(Instant now) {
        return until == null || now.isBefore(until);
    }
}
