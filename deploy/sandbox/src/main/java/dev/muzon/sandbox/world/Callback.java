package dev.muzon.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Someone pressed a button.
 *
 * @param botId whose button it is
 * @param answer null while the button still spins
 */
public record Callback(
        String id,
        long userId,
        long botId,
        long chatId,
        int messageId,
        String data,
        Instant pressed,
        @Nullable Answer answer) {
    /**
     * What the bot had to say.
     *
     * @param text a toast, or an alert to be closed; null for nothing
     */
    public record Answer(
            @Nullable String text, boolean alert, @Nullable String url) {}
}
