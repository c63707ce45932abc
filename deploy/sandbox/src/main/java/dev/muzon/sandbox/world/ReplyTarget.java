package dev.muzon.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * The message that a message to be answers.
 *
 * @param chatId the answered message's chat. Null for the same chat
 * @param quote the answered part, exactly as it stands there. Null for the whole
 * @param quotePosition where the part stands, roughly, in UTF-16 units
 */
public record ReplyTarget(
        int messageId, @Nullable Long chatId, @Nullable String quote, int quotePosition) {
    public static ReplyTarget to(int messageId) {
        return new ReplyTarget(messageId, null, null, 0);
    }
}
