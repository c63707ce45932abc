package dev.muzon.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * The answered message when it stands in another chat or topic.
 *
 * @param chatId null when the message stands in a private chat or a basic group
 * @param messageId null with the chat
 * @param media what the answered message carries
 */
public record ExternalReply(
        ForwardOrigin origin,
        @Nullable Long chatId,
        @Nullable Integer messageId,
        @Nullable Media media) {
    static ExternalReply to(Message answered, ChatKind kind) {
        boolean named = kind == ChatKind.SUPERGROUP || kind == ChatKind.CHANNEL;
        return new ExternalReply(
                ForwardOrigin.of(answered, kind),
                named ? (Long) answered.chatId() : null,
                named ? (Integer) answered.id() : null,
                answered.media());
    }
}
