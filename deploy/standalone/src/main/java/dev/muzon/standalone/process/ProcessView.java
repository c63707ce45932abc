package dev.muzon.standalone.process;

import java.time.Instant;

/**
 * A supervised process at one moment.
 *
 * @param pid 0 while there is none
 * @param restarts starts after the first
 * @param since when the state began
 * @param rssBytes resident memory, 0 when unknown
 */
public record ProcessView(String name, long pid, ProcessState state, int restarts, Instant since, long rssBytes) {}
