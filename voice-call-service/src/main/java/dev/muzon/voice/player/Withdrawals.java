package dev.muzon.voice.player;

import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.resilience.MonotonicClock;
import java.util.ArrayList;
import java.util.List;

/** The stops of the last minutes, for requests that are still on their way. */
final class Withdrawals {
    /** Older ones are forgotten: a flood of stops must not fill the snapshot. */
    private static final int MOST = 20;

    private final MonotonicClock clock;
    private final List<Withdrawal> stops;

    Withdrawals(List<Withdrawal> saved, MonotonicClock clock) {
        this.clock = clock;
        this.stops = new ArrayList<>(saved);
    }

    /** Notes a stop whose update is known. */
    void note(CommandRequest stop) {
        if (stop.sequence() == 0) {
            return;
        }
        stops.removeIf(earlier -> earlier.isOver(clock.wallTime()));
        stops.add(new Withdrawal(
                stop.sequence(), stop.ownOnly() ? Long.valueOf(stop.by().id()) : null, clock.wallTime()));
        if (stops.size() > MOST) {
            stops.removeFirst();
        }
    }

    /** Tells whether a request was stopped before it arrived. */
    boolean reach(EnqueueTracks job) {
        return stops.stream().anyMatch(stop -> stop.reaches(job, clock.wallTime()));
    }

    /** Returns those that still reach something. */
    List<Withdrawal> saved() {
        return stops.stream().filter(stop -> !stop.isOver(clock.wallTime())).toList();
    }
}
