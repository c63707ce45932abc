package dev.muzon.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * A person or a bot.
 *
 * @param username without {@code @}
 * @param phone digits with country code, no {@code +}. Null for bots
 * @param languageCode IETF tag of the person's app. Null for bots
 * @param accessHash what MTProto wants beside the id
 */
public record User(
        long id,
        String firstName,
        @Nullable String lastName,
        @Nullable String username,
        @Nullable String phone,
        @Nullable String languageCode,
        boolean bot,
        long accessHash) {
    /** Returns the first and last name as people see them. */
    public String name() {
        return lastName == null ? firstName : firstName + " " + lastName;
    }
}
