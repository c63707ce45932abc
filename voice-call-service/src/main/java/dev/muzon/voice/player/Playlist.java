package dev.muzon.voice.player;

import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What plays after the current track, and which requests are in it already. */
final class Playlist {
    /** Far more requests than a queue can redeliver late. */
    private static final int REMEMBERED_REQUESTS = 200;

    private final Deque<Queued> upcoming;
    private final Deque<String> requests;

    Playlist(List<Queued> upcoming, List<String> requests) {
        this.upcoming = new ArrayDeque<>(upcoming);
        this.requests = new ArrayDeque<>(requests);
    }

    boolean knows(String requestId) {
        return requests.contains(requestId);
    }

    void append(EnqueueTracks job) {
        int index = 0;
        for (Track track : job.tracks()) {
            String id = job.requestId() + "/" + index++;
            upcoming.add(new Queued(job.requestId(), new QueueEntry(id, track, job.requester())));
        }
        requests.add(job.requestId());
        if (requests.size() > REMEMBERED_REQUESTS) {
            requests.remove();
        }
    }

    @Nullable Queued peek() {
        return upcoming.peek();
    }

    @Nullable Queued poll() {
        return upcoming.poll();
    }

    void drop(int count) {
        for (int i = 0; i < count && !upcoming.isEmpty(); i++) {
            upcoming.remove();
        }
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
        return List.copyOf(upcoming).indexOf(queued);
    }

    /** How long the first {@code count} play together; null when a live stream is among them. */
    @Nullable Duration durationOfFirst(int count) {
        Duration sum = Duration.ZERO;
        for (Queued queued : upcoming.stream().limit(count).toList()) {
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
