package dev.muzon.sandbox.botapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Planned faults of the Bot API, and the switch of its rate limits. */
public final class FaultInjector {
    private final List<Fault> planned = new ArrayList<>();
    private final AtomicLong floods = new AtomicLong();
    private volatile boolean limited;

    public FaultInjector(boolean limited) {
        this.limited = limited;
    }

    /** Adds a fault after those that already wait. */
    public synchronized void add(Fault fault) {
        planned.add(fault);
    }

    public synchronized List<Fault> faults() {
        return List.copyOf(planned);
    }

    /** Forgets all planned faults. */
    public synchronized void clear() {
        planned.clear();
    }

    /** Takes the first fault that is meant for this call. */
    synchronized Optional<Fault> next(String method, @Nullable String chat) {
        for (int i = 0; i < planned.size(); i++) {
            var fault = planned.get(i);
            if (fault.befalls(method, chat)) {
                if (fault.times() <= 1) {
                    planned.remove(i);
                } else {
                    planned.set(i, fault.once());
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    public boolean limited() {
        return limited;
    }

    /** Counts calls that were one too many for Telegram's limits. */
    public long floods() {
        return floods.get();
    }

    void flooded() {
        floods.incrementAndGet();
    }

    /** Switches Telegram's own rate limits on or off. */
    public void limit(boolean limited) {
        this.limited = limited;
    }
}
