package dev.muzon.voice.player;

import dev.muzon.protocol.track.Track;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Music that goes on by itself, as far as a new owner needs to know of it.
 *
 * @param on whether the chat wants it
 * @param asked the song that was asked for last, null when none was since the music began
 * @param declined the songs of its choice that people removed, the latest one at the end. Empty in what older versions
 *     stored
 */
public record AutoplayState(boolean on, @Nullable Asked asked, List<Declined> declined) {
    static final AutoplayState OFF = new AutoplayState(false, null, List.of());

    public AutoplayState {
        declined = List.copyOf(Objects.requireNonNullElse(declined, List.of()));
    }

    /**
     * A song that was asked for.
     *
     * @param requestId of the request, which is answered once
     * @param after the entry that it follows
     * @param at when it was asked for
     */
    public record Asked(String requestId, String after, Instant at) {}

    /**
     * A song that a person removed.
     *
     * @param after the entry that it was to follow
     */
    public record Declined(Track song, String after) {}
}
