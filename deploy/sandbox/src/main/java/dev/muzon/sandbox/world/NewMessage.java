package dev.muzon.sandbox.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message to be: see {@link Message} for the fields. */
public record NewMessage(
        String text,
        List<TextEntity> entities,
        @Nullable Media media,
        @Nullable Integer replyTo,
        @Nullable Keyboard keyboard) {
    public NewMessage {
        entities = List.copyOf(entities);
    }

    public static NewMessage text(String text) {
        return new NewMessage(text, List.of(), null, null, null);
    }

    public static NewMessage media(Media.Kind kind, StoredFile file, String caption) {
        return new NewMessage(caption, List.of(), new Media(kind, file), null, null);
    }

    public NewMessage entities(List<TextEntity> entities) {
        return new NewMessage(text, entities, media, replyTo, keyboard);
    }

    public NewMessage replyTo(@Nullable Integer messageId) {
        return new NewMessage(text, entities, media, messageId, keyboard);
    }

    public NewMessage keyboard(@Nullable Keyboard keyboard) {
        return new NewMessage(text, entities, media, replyTo, keyboard);
    }
}
