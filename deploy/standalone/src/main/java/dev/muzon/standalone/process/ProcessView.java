package dev.muzon.standalone.process;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A supervised process at one moment.
 *
 * @param pid 0 while there is none
 * @param restarts starts after the first
 * @param since when the state began
 * @param rssBytes resident memory, 0 when unknown
 * @param missing what a start waits for, in words. Null when that is not known, and in other states
 */
public record ProcessView(
        String name,
        long pid,
        ProcessState state,
        int restarts,
        Instant since,
        long rssBytes,
        @Nullable String missing) {
    /** Makes a view of a process that waits for nothing. */
    public ProcessView(String name, long pid, ProcessState state, int restarts, Instant since, long rssBytes) {
        this(name, pid, state, restarts, since, rssBytes, null);
    }
}
