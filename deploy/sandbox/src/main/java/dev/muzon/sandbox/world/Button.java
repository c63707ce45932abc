package dev.muzon.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * A button under a message: it either calls back or opens an address.
 *
 * @param data up to 64 bytes for the bot, null for links
 */
public record Button(
        String text, @Nullable String data, @Nullable String url) {
    public static Button callback(String text, String data) {
        return new Button(text, data, null);
    }

    public static Button link(String text, String url) {
        return new Button(text, null, url);
    }
}
