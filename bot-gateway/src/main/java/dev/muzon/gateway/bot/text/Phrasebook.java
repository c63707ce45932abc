package dev.muzon.gateway.bot.text;

import java.util.List;

/**
 * The phrases of one feature, which offers it as a bean.
 *
 * @param folder the folder of its words: {@code texts/<folder>/<language>.properties}
 * @param phrases every phrase that the files must have, and no other
 */
public record Phrasebook(String folder, List<Phrase> phrases) {

    public Phrasebook {
        phrases = List.copyOf(phrases);
    }

    public static Phrasebook of(String folder, Phrase... phrases) {
        return new Phrasebook(folder, List.of(phrases));
    }
}
