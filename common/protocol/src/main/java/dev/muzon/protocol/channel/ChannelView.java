package dev.muzon.protocol.channel;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.muzon.protocol.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * A channel in a chat's list.
 *
 * @param key names it in this list, whatever becomes of its public name
 * @param title bounded, null while it is not known
 * @param username without {@code @}, null for a private channel
 * @param address as it was asked for
 * @param posts how many of its posts are kept
 * @param pending whether its admins have not yet let the account in
 * @param lost whether the account was put out of it, so that nothing new is read
 */
public record ChannelView(
        String key,
        @Nullable String title,
        @Nullable String username,
        ChannelAddress address,
        int posts,
        boolean pending,
        @JsonSetter(nulls = Nulls.AS_EMPTY) boolean lost) {
    public ChannelView {
        title = Track.labelOf(title);
    }
}
