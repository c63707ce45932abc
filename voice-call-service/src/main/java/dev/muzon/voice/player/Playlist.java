package dev.muzon.voice.player;

import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tracks after the current one, and the requests that were queued already. */
final class Playlist {
    /** Far more requests than a queue can redeliver late. */
    private static final int REMEMBERED_REQUESTS = 200;

    private final List<Queued> upcoming;
    private final Deque<String> requests;

    Playlist(List<Queued> upcoming, List<String> requests) {
        this.upcoming = new ArrayList<>(upcoming);
        this.requests = new ArrayDeque<>(requests);
    }

    /**
     * Returns whether the request was queued already. Also true for a forgotten request whose tracks still wait, so
     * that ids of entries stay unique.
     */
    boolean knows(String requestId) {
        return requests.contains(requestId)
                || upcoming.stream().anyMatch(queued -> queued.requestId().equals(requestId));
    }

    /** Queues the tracks behind everything that waits, but before a tail of tracks that were asked for later. */
    void append(EnqueueTracks job) {
        int at = upcoming.size();
        while (at > 0 && job.sequence() != 0 && upcoming.get(at - 1).sequence() > job.sequence()) {
            at--;
        }
        List<Queued> added = new ArrayList<>();
        for (Track track : job.tracks()) {
            String id = job.requestId() + "/" + added.size();
            QueueEntry entry = new QueueEntry(id, job.requestId(), track, job.requester());
            added.add(new Queued(job.requestId(), entry, job.sequence()));
        }
        upcoming.addAll(at, added);
        remember(job.requestId());
    }

    private void remember(String requestId) {
        requests.add(requestId);
        if (requests.size() > REMEMBERED_REQUESTS) {
            requests.remove();
        }
    }

    /** Queues the tracks before everything that waits, as one request that is in from now on. */
    void prepend(String requestId, List<Queued> first) {
        upcoming.addAll(0, first);
        remember(requestId);
    }

    @Nullable Queued peek() {
        return upcoming.isEmpty() ? null : upcoming.getFirst();
    }

    @Nullable Queued poll() {
        return upcoming.isEmpty() ? null : upcoming.removeFirst();
    }

    void drop(int count) {
        upcoming.subList(0, Math.min(count, upcoming.size())).clear();
    }

    /** Drops what was asked for before an update, and tracks whose update is unknown. */
    void keepSince(long update) {
        upcoming.removeIf(queued -> queued.sequence() < update);
    }

    void clear() {
        upcoming.clear();
    }

    int size() {
        return upcoming.size();
    }

    List<Queued> ofRequest(String requestId) {
        return upcoming.stream()
                .filter(queued -> queued.requestId().equals(requestId))
                .toList();
    }

    int indexOf(Queued queued) {
        return upcoming.indexOf(queued);
    }

    /** Returns how long the first {@code count} tracks play together, null when a live stream is among them. */
    @Nullable Duration durationOfFirst(int count) {
        Duration sum = Duration.ZERO;
        for (Queued queued : upcoming.subList(0, count)) {
            Duration duration = queued.duration();
            if (duration == null) {
                return null;
            }
            sum = sum.plus(duration);
        }
        return sum;
    }

    List<Queued> upcoming() {
        return List.copyOf(upcoming);
    }

    List<String> requests() {
        return List.copyOf(requests);
    }
}
