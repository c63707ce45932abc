package dev.muzon.gateway.telegram;

import dev.muzon.protocol.ChatRef;
import org.jspecify.annotations.Nullable;

/**
 * A Telegram chat of any kind.
 *
 * @param id negative for groups and channels, the user's own id for private chats
 * @param title bounded and on one line, null for private chats
 * @param username without {@code @}, null when there is none
 */
public record Conversation(
        long id,
        Kind kind,
        @Nullable String title,
        @Nullable String username) {
    /** Twice as long as any. */
    private static final int LONGEST_USERNAME = 64;

    public Conversation {
        title = title == null ? null : Names.clean(title).orElse(null);
        username = username == null || username.length() > LONGEST_USERNAME ? null : username;
    }

    /** Kinds of chats in which the bot behaves differently. */
    public enum Kind {
        PRIVATE,
        GROUP,
        CHANNEL
    }

    public boolean isPrivate() {
        return kind == Kind.PRIVATE;
    }

    /** Names the chat to the other services. */
    public ChatRef ref() {
        return new ChatRef(id, title, username);
    }
}
