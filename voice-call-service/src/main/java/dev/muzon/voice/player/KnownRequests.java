package dev.muzon.voice.player;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** The newest requests that were queued, so that a redelivered one changes nothing. */
final class KnownRequests {
    /** Far more requests than a queue can redeliver late. */
    private static final int REMEMBERED = 200;

    private final Deque<String> ids;

    KnownRequests(Collection<String> ids) {
        this.ids = new ArrayDeque<>(ids);
    }

    boolean contains(String requestId) {
        return ids.contains(requestId);
    }

    void add(String requestId) {
        ids.add(requestId);
        if (ids.size() > REMEMBERED) {
            ids.remove();
        }
    }

    List<String> all() {
        return List.copyOf(ids);
    }
}
