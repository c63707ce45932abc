package dev.muzon.voice.player;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The rules by which the waiting tracks of a queue are put in order. */
final class Arrangement {
    private static final Comparator<Queued> BY_TICKET = Comparator.comparingLong(Queued::ticket);

    private Arrangement() {}

    /** Puts all waiting tracks in the order that the modes ask for. */
    static void arrange(List<Queued> waiting, Modes from, Modes to, @Nullable Queued current) {
        switch (to.order()) {
            case AS_QUEUED -> {
                if (to.order() != from.order()) {
                    waiting.sort(BY_TICKET);
                }
            }
            case SHUFFLED -> {
                waiting.sort(BY_TICKET);
                Collections.shuffle(waiting, new Random(to.seed()));
            }
            case FAIR -> takeTurns(waiting, current);
        }
    }

    private static void takeTurns(List<Queued> waiting, @Nullable Queued current) {
        waiting.sort(BY_TICKET);
        List<Queued> inTurns = new ArrayList<>();
        for (Queued queued : waiting) {
            inTurns.add(turnOf(queued, inTurns, current), queued);
        }
        waiting.clear();
        waiting.addAll(inTurns);
    }

    /** Returns the index at which a new track goes into the waiting ones. */
    static int placeOf(Queued added, List<Queued> waiting, Modes modes, @Nullable Queued current) {
        return switch (modes.order()) {
            case AS_QUEUED -> behindEarlier(added, waiting);
            case SHUFFLED -> new Random(modes.seed() + added.ticket()).nextInt(waiting.size() + 1);
            case FAIR -> turnOf(added, waiting, current);
        };
    }

    /** Returns the end, but before a tail of tracks that were asked for later. */
    private static int behindEarlier(Queued added, List<Queued> waiting) {
        int place = waiting.size();
        Instant now = added.at();
        while (place > 0 && now != null && waiting.get(place - 1).askedAfter(added.sequence(), now)) {
            place--;
        }
        return place;
    }

    /**
     * Returns the place behind the person's own tracks and behind everybody's track of the same round. The current
     * track is its requester's turn in the first round.
     */
    private static int turnOf(Queued added, List<Queued> waiting, @Nullable Queued current) {
        Map<Long, Integer> rounds = new HashMap<>();
        if (current != null) {
            rounds.put(current.requester(), 1);
        }
        long before = waiting.stream()
                .filter(queued -> queued.requester() == added.requester())
                .count();
        long round = before + rounds.getOrDefault(added.requester(), 0);
        int at = 0;
        for (int i = 0; i < waiting.size(); i++) {
            Queued queued = waiting.get(i);
            int itsRound = rounds.merge(queued.requester(), 1, Integer::sum) - 1;
            if (itsRound <= round || queued.requester() == added.requester()) {
                at = i + 1;
            }
        }
        return at;
    }
}
