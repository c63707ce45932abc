package dev.muzon.gateway.telegram;

import dev.muzon.protocol.failure.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A way by which Telegram's updates come in. */
public interface UpdateSource {

    /** Begins to bring updates. Called by the replica that leads, again after {@link #stop}. */
    void start();

    /** Brings no more updates. Returns when what was being accepted is accepted. */
    void stop();

    /** Returns the time since Telegram was last heard of, zero while the source does not run. */
    Duration silence();

    /** Returns why the last attempt to reach Telegram failed, or null since Telegram has answered. */
    @Nullable Failure trouble();

    /** Returns the silence after which another replica should try: this one is deaf. */
    Duration patience();
}
