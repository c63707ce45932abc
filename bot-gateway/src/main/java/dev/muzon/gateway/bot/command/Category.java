package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.text.Phrase;

/**
 * A section of /help.
 *
 * @param order sections are shown in ascending order
 * @param title its heading
 */
public record Category(int order, Phrase title) {}
