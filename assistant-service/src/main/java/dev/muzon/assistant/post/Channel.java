package dev.muzon.assistant.post;

import dev.muzon.protocol.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * A channel that an account is in.
 *
 * @param id as the Bot API and the library have it, {@code -100…}
 * @param title bounded
 * @param username without {@code @}, null for a private one
 */
public record Channel(long id, String title, @Nullable String username) {
    public Channel {
        title = Track.titleOf(title);
    }
}
