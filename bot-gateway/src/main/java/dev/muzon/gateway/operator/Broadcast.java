package dev.muzon.gateway.operator;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A message of an operator to all groups.
 *
 * @param id the number of the update that asked for it
 * @param owner the operator
 * @param text as it was typed
 * @param message the one in the operator's chat that shows it, null until it was confirmed
 * @param after the last group that was chosen, null before the first
 * @param sent groups that have it
 * @param missed groups that could not get it
 * @param open the chosen group as long as nobody knows whether it has it, else null
 * @param untold whether the operator has yet to hear how it ended, null for no
 * @param groups those that the operator agreed to, null for all in a broadcast of an earlier version
 */
@Document("broadcasts")
record Broadcast(
        @Id String id,
        long owner,
        String text,
        State state,
        @Nullable Integer message,
        @Nullable Long after,
        int sent,
        int missed,
        Instant created,
        @Nullable Long open,
        @Nullable Boolean untold,
        @Nullable Set<Long> groups) {

    /** Tells whether the operator was shown a number that includes this group. */
    boolean isFor(long group) {
        return groups == null || groups.contains(group);
    }

    /** The states of a broadcast. */
    enum State {
        /** Shown to the operator, who has not confirmed it yet. */
        DRAFT,
        RUNNING,
        /** Sent, or cancelled before or meanwhile. */
        ENDED
    }
}
