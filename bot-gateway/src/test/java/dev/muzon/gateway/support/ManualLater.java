package dev.muzon.gateway.support;

import dev.muzon.gateway.bot.later.Later;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Work that waits until a test runs it. */
public final class ManualLater implements Later {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();

    @Override
    public void run(Duration after, Runnable work) {
        delays.add(after);
        waiting.add(work);
    }

    /** Runs what waits longest. @return whether there was something */
    public boolean next() {
        Runnable work = waiting.poll();
        if (work == null) {
            return false;
        }
        work.run();
        return true;
    }

    /** Returns every delay that was asked for, in order. */
    public List<Duration> delays() {
        return List.copyOf(delays);
    }
}
