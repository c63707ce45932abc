package dev.muzon.sandbox.mtproto.update;

import dev.muzon.sandbox.world.WorldEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One sequence of message changes: those of a channel, or those of a user's private chats and basic groups. Telegram calls the number of
 * the last change {@code pts}.
 */
public final class UpdateBox {
    private static final int KEPT = 2000;
    private static final int FIRST = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * A change.
     *
     * @param pts the box's number after it
     * @param count by how much it raised the number
     */
    public record Entry(int pts, int count, WorldEvent event) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private int pts = FIRST;

    synchronized Entry append(WorldEvent event, int count) {
        pts += count;
        Entry entry = new Entry(pts, count, event);
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
        notifyAll();
        return entry;
    }

    public synchronized int pts() {
        return pts;
    }

    /** Returns the changes after a number, empty when they are too many to tell. */
    public synchronized Optional<List<Entry>> after(int known) {
        int oldest = entries.isEmpty()
                ? pts
                : entries.getFirst().pts() - entries.getFirst().count();
        boolean possible = known >= oldest && known <= pts;
        return possible
                ? Optional.of(
                        entries.stream().filter(entry -> entry.pts() > known).toList())
                : Optional.empty();
    }

    /**
     * Waits until an event that has happened has its number, because the world tells events a moment later.
     *
     * @throws IllegalStateException when it doesn't come
     */
    public synchronized Entry await(WorldEvent event) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Entry> found = entries.reversed().stream()
                    .filter(entry -> entry.event().equals(event))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException("the world did not tell of " + event);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
