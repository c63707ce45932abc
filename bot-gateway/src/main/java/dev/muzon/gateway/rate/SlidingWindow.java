package dev.muzon.gateway.rate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** So many within any stretch of so long. Thread-safe. */
public final class SlidingWindow {
    private final int most;
    private final Duration per;
    private final ArrayDeque<Instant> taken = new ArrayDeque<>();

    public SlidingWindow(Rate rate) {
        this.most = rate.count();
        this.per = rate.per();
    }

    /** When the next one may happen: now, or when the oldest of the last so many is long enough ago. */
    public synchronized Instant next(Instant now) {
        if (taken.size() < most) {
            return now;
        }
        Instant free = taken.getFirst().plus(per);
        return free.isAfter(now) ? free : now;
    }

    /** How many happened within the last such stretch. */
    public synchronized int recent(Instant now) {
        return (int) taken.stream().filter(it -> it.plus(per).isAfter(now)).count();
    }

    /** One happens then. */
    public synchronized void take(Instant when) {
        if (taken.size() == most) {
            taken.removeFirst();
        }
        taken.addLast(when);
    }

    /** {@link #next} and {@link #take} in one step, for several takers. */
    public synchronized Instant reserve(Instant now) {
        Instant when = next(now);
        take(when);
        return when;
    }

    /** Whether nothing of it matters any more. */
    public synchronized boolean forgettable(Instant now) {
        return taken.isEmpty() || !taken.getLast().plus(per).isAfter(now);
    }
}
