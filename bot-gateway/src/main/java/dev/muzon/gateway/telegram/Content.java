package dev.muzon.gateway.telegram;

import java.util.List;

/**
 * What a message shows.
 *
 * @param html Telegram's HTML; everything that people wrote is escaped already
 * @param buttons rows of buttons below it; empty for none
 */
public record Content(String html, List<List<Button>> buttons) {
    /** @param data at most 64 bytes, comes back when the button is pressed */
    public record Button(String label, String data) {}

    public static Content of(String html) {
        return new Content(html, List.of());
    }
}
