package dev.muzon.gateway.welcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The last checklist of a group.
 *
 * @param messageId null when the group has become a supergroup since, whose messages have other numbers
 * @param complete whether nothing was missing
 * @param greeted the number of the update that brought the bot in, 0 when it was asked for
 * @param shown when it was sent
 * @param hello whether it begins with a greeting, null in what version 0.1.0 stored
 */
@Document("setup-messages")
record SetupMessage(
        @Id long chat,
        @Nullable Integer messageId,
        boolean complete,
        int greeted,
        Instant shown,
        @Nullable Boolean hello) {
    /** Returns whether it begins with a greeting. */
    boolean greets() {
        return hello == null ? greeted != 0 : hello;
    }

    SetupMessage with(boolean nowComplete) {
        return new SetupMessage(chat, messageId, nowComplete, greeted, shown, hello);
    }
}
