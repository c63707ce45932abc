package dev.muzon.gateway.music.notification;

import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.runtime.jobs.Backlog.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rule which events of one player need not be told after the gateway was away. The chat sees the player as it is now
 * and not all that happened. Answers that people wait for, and what went wrong, are told all the same.
 */
final class StaleEvents {
    private final Predicate<String> awaited;
    private final Map<Long, Boolean> cameAndWent = new HashMap<>();
    private final Set<Class<?>> later = new HashSet<>();
    private boolean drawnLater;

    private StaleEvents(Predicate<String> awaited) {
        this.awaited = awaited;
    }

    /**
     * Returns those that are stale.
     *
     * @param events of one player, in their order
     * @param awaited whether a person still waits for the outcome of a request
     */
    static List<Waiting<PlayerEvent>> among(List<Waiting<PlayerEvent>> events, Predicate<String> awaited) {
        var rule = new StaleEvents(awaited);
        rule.noteTracks(events);
        List<Waiting<PlayerEvent>> stale = new ArrayList<>();
        for (Waiting<PlayerEvent> event : events.reversed()) {
            if (rule.isStale(event.job())) {
                stale.add(event);
            } else {
                rule.noteKept(event.job());
            }
        }
        return stale;
    }

    /** Notes the tracks whose start and end nobody was told of, unless a person waits for them. */
    private void noteTracks(List<Waiting<PlayerEvent>> events) {
        Map<Long, @Nullable String> started = new HashMap<>();
        long newest = Long.MIN_VALUE;
        for (Waiting<PlayerEvent> event : events) {
            if (event.job() instanceof PlayerEvent.TrackStarted it) {
                newest = Math.max(newest, it.player().epoch());
                started.put(it.player().epoch(), it.requestId());
            } else if (event.job() instanceof PlayerEvent.TrackEnded it && started.containsKey(it.epoch())) {
                cameAndWent.put(it.epoch(), isUnawaited(started.get(it.epoch())));
            }
        }
        for (Map.Entry<Long, @Nullable String> track : started.entrySet()) {
            if (track.getKey() < newest) {
                cameAndWent.put(track.getKey(), isUnawaited(track.getValue()));
            }
        }
    }

    private boolean isUnawaited(@Nullable String request) {
        return request == null || !awaited.test(request);
    }

    private boolean isStale(PlayerEvent event) {
        return switch (event) {
            case PlayerEvent.RequestFailed _, PlayerEvent.TracksQueued _ -> false;
            case PlayerEvent.TrackStarted it ->
                cameAndWent.getOrDefault(it.player().epoch(), false);
            case PlayerEvent.TrackEnded it -> it.failure() == null && cameAndWent.getOrDefault(it.epoch(), false);
            case PlayerEvent.PlayerChanged _ -> drawnLater;
            case PlayerEvent.CallTroubled it -> isPast(it) && isUnawaited(it.requestId());
            case PlayerEvent.CallChanged it -> isPast(it);
            case PlayerEvent.QueueEnded it -> isPast(it);
            case PlayerEvent.PlayerRested it -> isPast(it);
        };
    }

    /** Returns whether there is later news of the same kind, or a track has started since. */
    private boolean isPast(PlayerEvent event) {
        return later.contains(event.getClass()) || later.contains(PlayerEvent.TrackStarted.class);
    }

    private void noteKept(PlayerEvent event) {
        later.add(event.getClass());
        drawnLater |= event instanceof PlayerEvent.TrackStarted
                || event instanceof PlayerEvent.PlayerChanged
                || event instanceof PlayerEvent.CallTroubled;
    }
}
