package dev.muzon.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The place where a forwarded or answered message was first written. */
public sealed interface ForwardOrigin {
    /** Returns the date of the first message. */
    Instant date();

    record ByUser(Instant date, long userId) implements ForwardOrigin {}

    /** A user who does not let forwards name them. */
    record ByHiddenUser(Instant date, String name) implements ForwardOrigin {}

    /** A group, or an anonymous admin of it. */
    record ByChat(Instant date, long chatId) implements ForwardOrigin {}

    record ByChannel(
            Instant date,
            long chatId,
            int messageId,
            @Nullable String signature) implements ForwardOrigin {}

    /** Returns the origin that a forward of this message shows. */
    static ForwardOrigin of(Message message, ChatKind kind) {
        var first = message.details().origin();
        if (first != null) {
            return first;
        }
        return switch (message.author()) {
            case Author.ByUser(long userId) -> new ByUser(message.date(), userId);
            case Author.ByChat(long chatId)
            when kind == ChatKind.CHANNEL -> new ByChannel(message.date(), chatId, message.id(), null);
            case Author.ByChat(long chatId) -> new ByChat(message.date(), chatId);
        };
    }
}
