package dev.muzon.assistant.message;

/**
 * A text to write.
 *
 * @param quoteFrom where an expandable quote begins that goes to the end, -1 for none
 */
public record MessageText(String text, int quoteFrom) {
    /** The most characters that Telegram takes. */
    public static final int MAX_LENGTH = 4096;

    public MessageText {
        if (text.length() > MAX_LENGTH || quoteFrom > text.length()) {
            throw new IllegalArgumentException("A text of " + text.length() + " characters, quote " + quoteFrom);
        }
    }

    public static MessageText plain(String text) {
        return new MessageText(text, -1);
    }

    /** Makes a text whose second part is shown folded. */
    public static MessageText folded(String head, String quote) {
        return new MessageText(head + quote, head.length());
    }

    /** Does not print the words: they are private. */
    @Override
    public String toString() {
        return "text of " + text.length() + " characters";
    }
}
