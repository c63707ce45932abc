package dev.muzon.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of text with a meaning or a look.
 *
 * @param offset in UTF-16 units
 * @param length in UTF-16 units
 * @param url of {@link Type#TEXT_LINK}
 * @param userId of {@link Type#TEXT_MENTION}
 * @param language of {@link Type#PRE}
 */
public record TextEntity(
        Type type,
        int offset,
        int length,
        @Nullable String url,
        @Nullable Long userId,
        @Nullable String language) {
    /** The kinds that Telegram knows and the sandbox shows. */
    public enum Type {
        BOLD,
        ITALIC,
        UNDERLINE,
        STRIKETHROUGH,
        SPOILER,
        BLOCKQUOTE,
        EXPANDABLE_BLOCKQUOTE,
        CODE,
        PRE,
        TEXT_LINK,
        TEXT_MENTION,
        CUSTOM_EMOJI,
        MENTION,
        HASHTAG,
        CASHTAG,
        BOT_COMMAND,
        URL,
        EMAIL
    }

    public static TextEntity of(Type type, int offset, int length) {
        return new TextEntity(type, offset, length, null, null, null);
    }
}
