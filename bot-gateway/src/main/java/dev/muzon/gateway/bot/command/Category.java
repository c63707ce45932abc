package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Phrase;

/**
 * A section of /help.
 *
 * @param order sections are shown in ascending order
 * @param title its heading
 */
public record Category(int order, Phrase title) {
    public static final Category SETTINGS = new Category(80, BotPhrase.CATEGORY_SETTINGS);
    public static final Category ABOUT = new Category(90, BotPhrase.CATEGORY_ABOUT);
}
