package dev.muzon.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it now stands.
 *
 * @param id counts up from 1 in each group. All private chats share one count, as a user's inbox does
 * @param text the caption when there is media. May be empty then and in service messages
 * @param replyTo id in the same chat
 * @param edited when last edited, null when never. A new keyboard alone does not count as an edit
 * @param action null unless a service message
 * @param details what only some messages have
 */
public record Message(
        long chatId,
        int id,
        Author author,
        Instant date,
        String text,
        List<TextEntity> entities,
        @Nullable Media media,
        @Nullable Integer replyTo,
        @Nullable Keyboard keyboard,
        @Nullable Instant edited,
        @Nullable ServiceAction action,
        MessageDetails details) {
    public Message {
        entities = List.copyOf(entities);
    }

    Message with(String text, List<TextEntity> entities, @Nullable Keyboard keyboard, Instant edited) {
        return new Message(chatId, id, author, date, text, entities, media, replyTo, keyboard, edited, action, details);
    }

    Message previewing(@Nullable String link) {
        return new Message(
                chatId,
                id,
                author,
                date,
                text,
                entities,
                media,
                replyTo,
                keyboard,
                edited,
                action,
                details.preview(link));
    }

    Message with(@Nullable Keyboard keyboard) {
        return new Message(chatId, id, author, date, text, entities, media, replyTo, keyboard, edited, action, details);
    }
}
