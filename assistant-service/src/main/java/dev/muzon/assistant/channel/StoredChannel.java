package dev.muzon.assistant.channel;

import dev.muzon.assistant.post.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A channel that is read for at least one chat.
 *
 * @param account the one that is in it and reads it
 * @param username without {@code @}, null for a private one
 * @param complete whether its history was read back to the limit or to its beginning
 * @param leaving whether no chat has it any more, so that the account leaves it
 * @param lost when it was noticed that the account had been put out, null while it is in
 */
@Document("channels")
record StoredChannel(
        @Id Long id,
        String account,
        String title,
        @Nullable String username,
        boolean complete,
        boolean leaving,
        @Nullable Instant lost) {
    static final String ACCOUNT = "account";

    static StoredChannel of(Channel channel, String account) {
        return new StoredChannel(channel.id(), account, channel.title(), channel.username(), false, false, null);
    }

    /** Returns the channel's name in lists and in requests. */
    String key() {
        return key(id);
    }

    static String key(long id) {
        return "c" + Long.toString(Math.abs(id), Character.MAX_RADIX);
    }
}
