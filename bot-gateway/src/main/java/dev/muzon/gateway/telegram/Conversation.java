package dev.muzon.gateway.telegram;

import dev.muzon.protocol.ChatRef;
import org.jspecify.annotations.Nullable;

/**
 * A Telegram chat of any kind.
 *
 * @param id negative for groups and channels, the user's own id for private chats
 * @param title null for private chats
 * @param username without {@code @}, null when there is none
 */
public record Conversation(
        long id,
        Kind kind,
        @Nullable String title,
        @Nullable String username) {
    /** As far as the bot behaves differently. */
    public enum Kind {
        PRIVATE,
        GROUP,
        CHANNEL
    }

    public boolean isPrivate() {
        return kind == Kind.PRIVATE;
    }

    /** How the other services name it. */
    public ChatRef ref() {
        return new ChatRef(id, title, username);
    }
}
