package dev.muzon.sandbox.botapi;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The updates of one bot: numbered, kept until confirmed by a higher offset, waited for by one poller at a time. */
final class UpdateQueue {
    /** Sent only when asked for by name. */
    private static final Set<String> OPT_IN = Set.of("chat_member");

    private record Pending(long id, Shape.Update update) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long nextId;
    private long polls;

    @Nullable private Set<String> allowed;

    /** @param firstId above all that a bot may have confirmed to an earlier run, or it would wait for ever */
    UpdateQueue(long firstId) {
        this.nextId = firstId;
    }

    /** @param kind the update's name in {@code allowed_updates} */
    void add(String kind, Object content) {
        lock.lock();
        try {
            if (allowed == null ? OPT_IN.contains(kind) : !allowed.contains(kind)) {
                return;
            }
            pending.add(new Pending(nextId, new Shape.Update(nextId, Map.of(kind, content))));
            nextId++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Which updates are wanted from now on; empty for all but the opt-in ones. */
    void allow(Set<String> kinds) {
        lock.lock();
        try {
            allowed = kinds.isEmpty() ? null : Set.copyOf(kinds);
        } finally {
            lock.unlock();
        }
    }

    List<String> allowed() {
        lock.lock();
        try {
            return allowed == null ? List.of() : allowed.stream().sorted().toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Confirms everything below the offset, then waits for something to hand out. A poll that comes while another waits
     * ends the other with 409.
     *
     * @param offset first id wanted; negative to keep only the last so many; 0 for all that is unconfirmed
     */
    List<Shape.Update> poll(long offset, int limit, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long poll = ++polls;
            changed.signalAll();
            confirm(offset);
            long left = timeout.toNanos();
            while (pending.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
                if (poll != polls) {
                    throw new BotApiException(
                            409,
                            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
                                    + " running",
                            null);
                }
            }
            return pending.stream().limit(limit).map(Pending::update).toList();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest update, waited for up to the timeout; null when none came. It stays until {@link #confirm}ed. */
    Shape.@Nullable Update first(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (pending.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return pending.isEmpty() ? null : pending.element().update();
        } finally {
            lock.unlock();
        }
    }

    /** See {@link #poll} for the offset. */
    void confirm(long offset) {
        lock.lock();
        try {
            if (offset < 0) {
                var kept = new ArrayList<>(pending);
                pending.clear();
                pending.addAll(kept.subList((int) Math.max(0, kept.size() + offset), kept.size()));
            } else {
                pending.removeIf(one -> one.id() < offset);
            }
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        confirm(Long.MAX_VALUE);
    }

    int size() {
        lock.lock();
        try {
            return pending.size();
        } finally {
            lock.unlock();
        }
    }
}
