package dev.muzon.voice.player;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.Arrays;

/** Tracks and requests for tests. */
public final class Tracks {
    public static final ChatRef CHAT = new ChatRef(-1001, "Friends", null);
    public static final Requester ANN = new Requester(7, "Ann");

    private Tracks() {}

    public static Track song(String id, Duration duration) {
        return new Track(id, "library", "Song " + id, null, duration, null);
    }

    public static Track song(String id) {
        return song(id, Duration.ofMinutes(3));
    }

    public static Track radio(String id) {
        return new Track(id, "direct", "Radio " + id, null, null, null);
    }

    public static EnqueueTracks request(String requestId, Track... tracks) {
        return requestAt(0, requestId, tracks);
    }

    /** Makes a request whose place in the order of updates is known. */
    public static EnqueueTracks requestAt(long sequence, String requestId, Track... tracks) {
        return new EnqueueTracks(requestId, CHAT, ANN, Arrays.asList(tracks), sequence);
    }
}
