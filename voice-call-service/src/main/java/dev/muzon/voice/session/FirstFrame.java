package dev.muzon.voice.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time to a stream's first frame, from the decision to play it and from the message that asked. */
final class FirstFrame {
    private final SessionMeters meters;
    private long stream;
    private long since;
    private @Nullable AskedAt asked;

    FirstFrame(SessionMeters meters) {
        this.meters = meters;
    }

    /**
     * Notes the decision.
     *
     * @param now of {@link System#nanoTime()}
     */
    void loading(long loaded, long now) {
        stream = loaded;
        since = now;
        asked = null;
    }

    /** Notes that the stream being loaded is what somebody waits for. */
    void awaitedSince(@Nullable AskedAt message) {
        asked = message;
    }

    /** Notes that people hold it up themselves, so that their message tells nothing any more. */
    void heldUp() {
        asked = null;
    }

    void sounded(long heard, long now) {
        if (heard == stream) {
            stream = 0; // what sounds again after it ran dry is not its first frame
            meters.firstFrame(Duration.ofNanos(now - since));
            if (asked != null) {
                meters.firstSound(Duration.ofNanos(now - asked.nanoTime()));
            }
        }
    }
}
