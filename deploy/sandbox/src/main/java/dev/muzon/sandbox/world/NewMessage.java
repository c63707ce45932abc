package dev.muzon.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to be: see {@link Message} for the fields.
 *
 * @param reply what it answers. Null for nothing
 * @param asChat the channel in whose name its owner writes. Null for oneself
 * @param date when it was written. Null for now
 */
public record NewMessage(
        String text,
        List<TextEntity> entities,
        @Nullable Media media,
        @Nullable ReplyTarget reply,
        @Nullable Keyboard keyboard,
        MessageDetails details,
        @Nullable Long asChat,
        @Nullable Instant date) {
    public NewMessage {
        entities = List.copyOf(entities);
    }

    public static NewMessage text(String text) {
        return new NewMessage(text, List.of(), null, null, null, MessageDetails.NONE, null, null);
    }

    public static NewMessage media(Media.Kind kind, StoredFile file, String caption) {
        return new NewMessage(caption, List.of(), new Media(kind, file), null, null, MessageDetails.NONE, null, null);
    }

    public NewMessage entities(List<TextEntity> entities) {
        return new NewMessage(text, entities, media, reply, keyboard, details, asChat, date);
    }

    public NewMessage replyTo(@Nullable Integer messageId) {
        return reply(messageId == null ? null : ReplyTarget.to(messageId));
    }

    public NewMessage reply(@Nullable ReplyTarget target) {
        return new NewMessage(text, entities, media, target, keyboard, details, asChat, date);
    }

    public NewMessage keyboard(@Nullable Keyboard keyboard) {
        return new NewMessage(text, entities, media, reply, keyboard, details, asChat, date);
    }

    public NewMessage details(MessageDetails details) {
        return new NewMessage(text, entities, media, reply, keyboard, details, asChat, date);
    }

    /** Returns the message for a topic. Null for the answered message's one, or General. */
    public NewMessage topic(@Nullable Integer topicId) {
        return details(details.topic(topicId));
    }

    public NewMessage asChat(@Nullable Long chatId) {
        return new NewMessage(text, entities, media, reply, keyboard, details, chatId, date);
    }

    public NewMessage date(@Nullable Instant date) {
        return new NewMessage(text, entities, media, reply, keyboard, details, asChat, date);
    }

    NewMessage media(@Nullable Media other) {
        return new NewMessage(text, entities, other, reply, keyboard, details, asChat, date);
    }
}
