package dev.muzon.gateway.telegram;

import java.time.Duration;

/** A way by which Telegram's updates come in. */
public interface UpdateSource {

    /** Begins to bring updates. Called by the replica that leads, again after {@link #stop}. */
    void start();

    /** Brings no more updates. Returns when what was being accepted is accepted. */
    void stop();

    /** Returns the time since Telegram was last heard of, zero while the source does not run. */
    Duration silence();

    /** Returns the silence after which another replica should try: this one is deaf. */
    Duration patience();
}
