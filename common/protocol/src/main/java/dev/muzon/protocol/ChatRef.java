package dev.muzon.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A Telegram group as every service names it.
 *
 * @param id the Bot API chat id, negative; supergroups and channels are {@code -100…}. TDLib uses the same number
 * @param title what people see, null when unknown
 * @param username public name without {@code @}, null for private groups
 */
public record ChatRef(
        long id, @Nullable String title, @Nullable String username) {
    public static ChatRef of(long id) {
        return new ChatRef(id, null, null);
    }
}
