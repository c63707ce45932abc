package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.player.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * The end of one opened stream that ended by itself.
 *
 * @param failure null exactly when the reason is FINISHED
 */
public record StreamEnd(EndReason reason, @Nullable Failure failure) {
    public static final StreamEnd FINISHED = new StreamEnd(EndReason.FINISHED, null);

    public static StreamEnd truncated(Failure failure) {
        return new StreamEnd(EndReason.TRUNCATED, failure);
    }

    public static StreamEnd failed(Failure failure) {
        return new StreamEnd(EndReason.FAILED, failure);
    }
}
