package dev.muzon.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * A topic of a forum.
 *
 * @param id of the message that opened it. 1 for General
 * @param creatorId may close it, as admins with the right may
 * @param iconColor RGB
 * @param hidden only ever General
 */
public record Topic(
        long chatId,
        int id,
        String name,
        int iconColor,
        @Nullable String iconEmojiId,
        long creatorId,
        boolean closed,
        boolean hidden) {
    Topic named(String newName) {
        return new Topic(chatId, id, newName, iconColor, iconEmojiId, creatorId, closed, hidden);
    }

    Topic closed(boolean now) {
        return new Topic(chatId, id, name, iconColor, iconEmojiId, creatorId, now, hidden);
    }

    Topic hidden(boolean now) {
        return new Topic(chatId, id, name, iconColor, iconEmojiId, creatorId, closed || now, now);
    }
}
