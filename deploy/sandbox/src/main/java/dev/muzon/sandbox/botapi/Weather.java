package dev.muzon.sandbox.botapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Telegram's moods: faults that tests and the page ask for, and whether its rate limits bite. */
public final class Weather {
    private final List<Fault> faults = new ArrayList<>();
    private volatile boolean limited;

    public Weather(boolean limited) {
        this.limited = limited;
    }

    /** Happens after those that already wait. */
    public synchronized void add(Fault fault) {
        faults.add(fault);
    }

    public synchronized List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** Fair weather again. */
    public synchronized void clear() {
        faults.clear();
    }

    /** The first fault that befalls this call; it is spent by it. */
    synchronized Optional<Fault> next(String method, @Nullable String chat) {
        for (int i = 0; i < faults.size(); i++) {
            var fault = faults.get(i);
            if (fault.befalls(method, chat)) {
                if (fault.times() <= 1) {
                    faults.remove(i);
                } else {
                    faults.set(i, fault.once());
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    public boolean limited() {
        return limited;
    }

    /** Switches Telegram's own rate limits on or off. */
    public void limit(boolean limited) {
        this.limited = limited;
    }
}
