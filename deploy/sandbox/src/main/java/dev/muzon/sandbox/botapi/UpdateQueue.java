package dev.muzon.sandbox.botapi;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The updates of one bot: numbered, and kept until a higher offset confirms them. Only one poller at a time can wait.
 */
final class UpdateQueue {
    /** Sent only when asked for by name. */
    private static final Set<String> OPT_IN = Set.of("chat_member");

    /** The names that {@code allowed_updates} knows. */
    private static final Set<String> KINDS = Set.of(
            "message",
            "edited_message",
            "channel_post",
            "edited_channel_post",
            "inline_query",
            "chosen_inline_result",
            "callback_query",
            "shipping_query",
            "pre_checkout_query",
            "poll",
            "poll_answer",
            "my_chat_member",
            "chat_member",
            "chat_join_request",
            "chat_boost",
            "removed_chat_boost",
            "message_reaction",
            "message_reaction_count",
            "business_connection",
            "business_message",
            "edited_business_message",
            "deleted_business_messages",
            "purchased_paid_media");

    /**
     * An update that was not confirmed yet.
     *
     * @param lane updates of one lane are delivered one after another
     */
    record Pending(long id, long lane, Shape.Update update) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long nextId;
    private long polls;
    private String endedBy = "";

    @Nullable private Set<String> allowed;

    /**
     * Makes an empty queue.
     *
     * @param firstId above all that a bot may have confirmed to an earlier run, or it would never get any
     */
    UpdateQueue(long firstId) {
        this.nextId = firstId;
    }

    /**
     * Adds an update.
     *
     * @param kind the update's name in {@code allowed_updates}
     * @param lane the chat or user that it is about
     */
    void add(String kind, long lane, Object content) {
        lock.lock();
        try {
            if (allowed == null ? OPT_IN.contains(kind) : !allowed.contains(kind)) {
                return;
            }
            pending.add(new Pending(nextId, lane, new Shape.Update(nextId, Map.of(kind, content))));
            nextId++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Chooses the wanted updates. Without a known name these are all but the opt-in ones. */
    void allow(Set<String> kinds) {
        var known = kinds.stream()
                .map(kind -> kind.toLowerCase(Locale.ROOT))
                .filter(KINDS::contains)
                .collect(Collectors.toUnmodifiableSet());
        lock.lock();
        try {
            allowed = known.isEmpty() ? null : known;
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
     * @param offset first id wanted. Negative to keep only that many of the last, 0 for all that is unconfirmed
     */
    List<Shape.Update> poll(long offset, int limit, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long poll = end("other getUpdates request; make sure that only one bot instance is running");
            confirm(offset);
            long left = timeout.toNanos();
            while (pending.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
                if (poll != polls) {
                    throw new BotApiException(409, "Conflict: terminated by " + endedBy, null);
                }
            }
            return pending.stream().limit(limit).map(Pending::update).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Ends a waiting poll with 409, because a webhook was set. */
    void endPoll() {
        lock.lock();
        try {
            end("setWebhook request");
        } finally {
            lock.unlock();
        }
    }

    private long end(String by) {
        endedBy = by;
        changed.signalAll();
        return ++polls;
    }

    /** Waits for the oldest update of a lane that is not busy. It stays until {@link #done}. */
    Pending next(Set<Long> busyLanes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                for (var one : pending) {
                    if (!busyLanes.contains(one.lane())) {
                        return one;
                    }
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Confirms one update alone, and lets {@link #next} look again.
     *
     * @param free makes the update's lane free
     */
    void done(long id, Runnable free) {
        lock.lock();
        try {
            pending.removeIf(one -> one.id() == id);
            free.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Confirms updates. See {@link #poll} for the offset. */
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
