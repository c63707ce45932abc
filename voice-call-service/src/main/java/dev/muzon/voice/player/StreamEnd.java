package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * The end of one opened stream that ended by itself.
 *
 * @param failure null exactly when the reason is FINISHED
 * @param cut whether the sound stops in the middle, so that it would click
 */
public record StreamEnd(EndReason reason, @Nullable Failure failure, boolean cut) {
    public static final StreamEnd FINISHED = new StreamEnd(EndReason.FINISHED, null, false);

    /** The end of a stream that broke off so shortly before its end that it counts as heard. */
    public static final StreamEnd NEARLY_FINISHED = new StreamEnd(EndReason.FINISHED, null, true);

    public static StreamEnd truncated(Failure failure) {
        return new StreamEnd(EndReason.TRUNCATED, failure, true);
    }

    public static StreamEnd failed(Failure failure) {
        return new StreamEnd(EndReason.FAILED, failure, true);
    }

    /**
     * Returns whether no track could be had just now: a service, its store or Telegram is away or full. Whatever passes
     * by itself is such trouble, unless it concerns the server or the sound of this track.
     */
    public boolean sourceAway() {
        return switch (failure) {
            case Failure.FloodWait _ -> true;
            case Failure.Transient passing ->
                passing.retryAfter() != null
                        || switch (passing.code()) {
                            case SOURCE_UNAVAILABLE, SOURCE_TIMEOUT, SOURCE_TRUNCATED -> false;
                            default -> true;
                        };
            case null, default -> false;
        };
    }

    /** Returns whether the server that has the track did not give it just now. That one may be gone for good. */
    public boolean originAway() {
        return failure != null
                && (failure.code() == FailureCode.SOURCE_UNAVAILABLE || failure.code() == FailureCode.SOURCE_TIMEOUT);
    }

    /**
     * Returns whether the same track may go on, so that the next one must not follow by itself.
     *
     * @param live whether it is a live stream, which has no end
     */
    public boolean mayGoOn(boolean live) {
        return live || sourceAway() || originAway();
    }
}
