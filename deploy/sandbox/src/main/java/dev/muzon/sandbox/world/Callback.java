package dev.muzon.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A press of a button.
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
     * The bot's answer to a press.
     *
     * @param text a toast, or an alert to be closed. Null for nothing
     */
    public record Answer(
            @Nullable String text, boolean alert, @Nullable String url) {}
}
