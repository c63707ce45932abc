package dev.muzon.gateway.telegram;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message.
 *
 * @param html Telegram's HTML, with everything that people wrote escaped
 * @param buttons rows of buttons below it, empty for none
 * @param picture a public link to a picture that Telegram fetches and shows below the words, null for none
 */
public record Content(
        String html, List<List<Button>> buttons, @Nullable URI picture) {
    public Content(String html, List<List<Button>> buttons) {
        this(html, buttons, null);
    }

    /**
     * A button below a message.
     *
     * @param data at most 64 bytes, comes back when the button is pressed. Null for a link
     * @param link the address that the button opens, null for a button that is handled here
     */
    public record Button(
            String label, @Nullable String data, @Nullable URI link) {
        public Button(String label, String data) {
            this(label, data, null);
        }

        /** Returns a button that opens an address. */
        public static Button opening(String label, URI link) {
            return new Button(label, null, link);
        }
    }

    /** Returns the same with a picture. */
    public Content showing(URI link) {
        return new Content(html, buttons, link);
    }

    /** Returns the same without a picture. */
    Content withoutPicture() {
        return new Content(html, buttons);
    }

    public static Content of(String html) {
        return new Content(html, List.of());
    }
}
