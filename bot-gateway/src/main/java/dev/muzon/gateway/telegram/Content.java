package dev.muzon.gateway.telegram;

import java.util.List;

/**
 * The content of a message.
 *
 * @param html Telegram's HTML, with everything that people wrote escaped
 * @param buttons rows of buttons below it, empty for none
 */
public record Content(String html, List<List<Button>> buttons) {
    /**
     * A button below a message.
     *
     * @param data at most 64 bytes, comes back when the button is pressed
     */
    public record Button(String label, String data) {}

    public static Content of(String html) {
        return new Content(html, List.of());
    }
}
