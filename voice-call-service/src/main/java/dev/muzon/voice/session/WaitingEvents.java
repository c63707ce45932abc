package dev.muzon.voice.session;

import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.voice.player.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The events of one player that wait while the store is away. An outage of hours does not make them many. */
final class WaitingEvents {
    /** Up to this number all are kept. */
    static final int MANY = 100;

    /** Bound of what is never replaced, such as answers to requests. */
    static final int MOST = 1000;

    private WaitingEvents() {}

    /**
     * Leaves out what newer events of the same kind make stale, once many wait. Answers to requests are kept until there
     * are far too many. Jobs for other players are always kept.
     */
    static List<Effect.Tell> folded(List<Effect.Tell> events) {
        if (events.size() <= MANY) {
            return events;
        }
        Set<Class<?>> newer = new HashSet<>();
        Deque<Effect.Tell> kept = new ArrayDeque<>();
        for (Effect.Tell event : events.reversed()) {
            if (!isReplaceable(event.event()) || newer.add(event.event().getClass())) {
                kept.addFirst(event);
            }
        }
        return bounded(kept);
    }

    private static List<Effect.Tell> bounded(Deque<Effect.Tell> events) {
        int tooMany = events.size() - MOST;
        List<Effect.Tell> kept = new ArrayList<>();
        for (Effect.Tell event : events) {
            if (tooMany > 0 && event.event() instanceof PlayerEvent) {
                tooMany--;
            } else {
                kept.add(event);
            }
        }
        return List.copyOf(kept);
    }

    private static boolean isReplaceable(Job event) {
        return event instanceof PlayerEvent
                && !(event instanceof PlayerEvent.RequestFailed)
                && !(event instanceof PlayerEvent.TracksQueued);
    }
}
