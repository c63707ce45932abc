package dev.muzon.voice.player;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Music that goes on by itself, as far as a new owner needs to know of it.
 *
 * @param on whether the chat wants it
 * @param asked the song that was asked for last, null when none was since the music began
 */
public record AutoplayState(boolean on, @Nullable Asked asked) {
    static final AutoplayState OFF = new AutoplayState(false, null);

    /**
     * A song that was asked for.
     *
     * @param requestId of the request, which is answered once
     * @param after the entry that it follows
     * @param at when it was asked for
     */
    public record Asked(String requestId, String after, Instant at) {}
}
