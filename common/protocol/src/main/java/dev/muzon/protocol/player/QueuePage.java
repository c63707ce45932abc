package dev.muzon.protocol.player;

import java.util.List;

/**
 * A part of a player's queue.
 *
 * @param epoch see {@link PlayerView}
 * @param revision see {@link PlayerView}
 * @param from how many tracks wait before the first of these
 * @param total how many tracks wait in all
 * @param entries in playing order
 */
public record QueuePage(long epoch, long revision, int from, int total, List<QueueEntry> entries) {
    /** The most entries that one page carries. */
    public static final int MOST = 100;
}
