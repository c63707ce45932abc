package dev.muzon.sandbox.world;

import org.jspecify.annotations.Nullable;

/** A user to be: see {@link User} for the fields. */
public record NewUser(
        String firstName,
        @Nullable String lastName,
        @Nullable String username,
        @Nullable String phone,
        @Nullable String languageCode,
        boolean bot) {
    public static NewUser person(String firstName, String username, String languageCode) {
        return new NewUser(firstName, null, username, null, languageCode, false);
    }

    public static NewUser bot(String firstName, String username) {
        return new NewUser(firstName, null, username, null, null, true);
    }

    public NewUser phone(String digits) {
        return new NewUser(firstName, lastName, username, digits, languageCode, bot);
    }
}
