package dev.muzon.voice.player;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of the music that goes on by itself, for a new owner of the player.
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
