package dev.muzon.gateway.bot.rate;

import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** Sliding-window rate limit. Thread-safe. Its times come from a {@link MonotonicClock}. */
public final class SlidingWindow {
    private final int most;
    private final Duration per;
    private final ArrayDeque<Instant> taken = new ArrayDeque<>();

    public SlidingWindow(Rate rate) {
        this.most = rate.count();
        this.per = rate.per();
    }

    /** Returns when the next one may happen: now, or when the oldest of the last few has left the window. */
    public synchronized Instant next(Instant now) {
        if (taken.size() < most) {
            return now;
        }
        Instant free = taken.getFirst().plus(per);
        return free.isAfter(now) ? free : now;
    }

    /**
     * Returns when the next one may happen if what is left is spread over the rest of the window. The first half may
     * happen at once.
     *
     * @param longest the distance from the last one that is enough
     */
    public synchronized Instant paced(Instant now, Duration longest) {
        List<Instant> recent = taken(now);
        if (2 * recent.size() < most) {
            return now;
        }
        Instant end = recent.getFirst().plus(per);
        Instant last = recent.getLast();
        Duration distance = Duration.between(last, end).dividedBy(most - recent.size() + 1L);
        Instant free = last.plus(distance.compareTo(longest) < 0 ? distance : longest);
        Instant first = next(now);
        return free.isAfter(first) ? free : first;
    }

    /** Counts what happened within the last window. */
    public synchronized int recent(Instant now) {
        return taken(now).size();
    }

    /** Returns when those within the last window happened, oldest first. */
    public synchronized List<Instant> taken(Instant now) {
        return taken.stream().filter(it -> it.plus(per).isAfter(now)).toList();
    }

    /** Notes that one happens then. */
    public synchronized void take(Instant when) {
        if (taken.size() == most) {
            taken.removeFirst();
        }
        taken.addLast(when);
    }

    /** Notes that the last one happened only then. */
    public synchronized void moveLast(Instant when) {
        if (!taken.isEmpty()) {
            taken.removeLast();
            taken.addLast(when);
        }
    }

    /** Forgets the last one, which did not happen. */
    public synchronized void giveBack() {
        taken.pollLast();
    }

    /** Does {@link #next} and {@link #take} in one step, for several takers. */
    public synchronized Instant reserve(Instant now) {
        Instant when = next(now);
        take(when);
        return when;
    }

    /** Returns whether everything in it lies outside of the window. */
    public synchronized boolean forgettable(Instant now) {
        return taken.isEmpty() || !taken.getLast().plus(per).isAfter(now);
    }
}
