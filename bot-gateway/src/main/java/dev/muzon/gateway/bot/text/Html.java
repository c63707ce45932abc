package dev.muzon.gateway.bot.text;

/**
 * Text that is Telegram HTML already.
 *
 * @param markup safe to send: whatever people wrote in it is escaped
 */
public record Html(String markup) {
    /** Escapes the only three characters that mean something in Telegram's HTML, outside attributes. */
    public static String escaped(String hostile) {
        return hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
