package dev.muzon.voice.session;

import java.time.Duration;

/** The time from the decision to play a stream to its first frame. */
final class FirstFrame {
    private final SessionMeters meters;
    private long stream;
    private long since;

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
    }

    void sounded(long heard, long now) {
        if (heard == stream) {
            stream = 0; // what sounds again after it ran dry is not its first frame
            meters.firstFrame(Duration.ofNanos(now - since));
        }
    }
}
