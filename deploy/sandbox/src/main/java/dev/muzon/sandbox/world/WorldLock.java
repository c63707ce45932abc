package dev.muzon.sandbox.world;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The lock of a world, with the clock, the id counter and the listeners that all its parts share. */
final class WorldLock {
    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final int former;
    private final AtomicLong ids = new AtomicLong(7_000_000_000L);
    private final List<Mailbox> mailboxes = new CopyOnWriteArrayList<>();

    /**
     * Makes the lock of a world.
     *
     * @param former at least the ids of each kind that earlier worlds have given away
     */
    WorldLock(Clock clock, int former) {
        this.clock = clock;
        this.former = former;
    }

    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** Tells all listeners of an event. Callers hold the lock, so events arrive in the order in which they happened. */
    void tell(WorldEvent event) {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("events are told under the lock");
        }
        mailboxes.forEach(mailbox -> mailbox.put(event));
    }

    Subscription listen(WorldListener listener) {
        var mailbox = new Mailbox(listener, mailboxes::remove);
        mailboxes.add(mailbox);
        mailbox.start();
        return mailbox;
    }

    void close() {
        mailboxes.forEach(Mailbox::close);
    }

    Instant now() {
        return clock.instant();
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    /** Returns how many ids of each kind earlier worlds may have given away. */
    int former() {
        return former;
    }

    /** Leaves out the ids that earlier worlds have given away. */
    void skipFormer() {
        ids.addAndGet(former);
    }

    /** Derives an access hash: the same for the same id in every run, so that failures can be replayed. */
    static long hashOf(long id) {
        long mixed = (id ^ (id >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
