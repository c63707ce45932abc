package dev.muzon.gateway.bot.text;

import java.util.Locale;

/** A message that the bot can send. Each feature has an enum of them and one file of words per language. */
public interface Phrase {

    /** Returns the name in code, which an enum constant already has. */
    String name();

    /** Returns the name in the files of words: {@code play-usage} for {@code PLAY_USAGE}. */
    default String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
