package dev.muzon.gateway.bot.text;

/**
 * A language that the bot speaks completely.
 *
 * @param tag its IETF tag, which names its files of words
 */
public record Language(String tag) {
    /** The language for everybody whose own the bot does not speak. The others are held against it. */
    public static final Language ENGLISH = new Language("en");
}
