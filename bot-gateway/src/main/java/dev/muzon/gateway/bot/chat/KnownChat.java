package dev.muzon.gateway.bot.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A chat in the registry. Every field but the id may be missing in older documents.
 *
 * @param active false once the bot was removed
 * @param language IETF tag, null until a person was heard there or {@code /lang} was used
 * @param allowed whether an owner of the bot admitted it, null while none said anything
 * @param movedTo the supergroup that it became
 * @param seen the last time its entry was confirmed
 */
@Document("chats")
record KnownChat(
        @Id long id,
        @Nullable String kind,
        @Nullable String title,
        @Nullable String username,
        @Nullable Boolean active,
        @Nullable String language,
        @Nullable Boolean allowed,
        @Nullable Long movedTo,
        @Nullable Instant seen) {}
