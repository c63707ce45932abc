package dev.muzon.gateway.bot.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The check that every language says the same: all phrases, no others, with the same places for values. */
final class TextCheck {
    private TextCheck() {}

    /** Returns the phrases without words and the words without a phrase. */
    static List<String> gaps(Phrasebook book, TextFile words) {
        Set<String> expected = book.phrases().stream().map(Phrase::key).collect(Collectors.toCollection(TreeSet::new));
        var problems = new ArrayList<String>();
        expected.stream()
                .filter(key -> !words.templates().containsKey(key))
                .forEach(key -> problems.add(words.name() + " lacks " + key));
        words.templates().keySet().stream()
                .filter(key -> !expected.contains(key))
                .forEach(key -> problems.add(
                        "%s has %s, which is not a phrase of %s".formatted(words.name(), key, book.folder())));
        return problems;
    }

    /** Returns the phrases of a language whose places for values differ from English. */
    static List<String> differences(Language language, Map<Phrase, Template> words, Map<Phrase, Template> english) {
        var problems = new ArrayList<String>();
        words.forEach((phrase, template) -> {
            Template model = english.get(phrase);
            if (model != null && !model.places().equals(template.places())) {
                problems.add("%s in %s has %s, English has %s"
                        .formatted(phrase.key(), language.tag(), template.places(), model.places()));
            }
        });
        return problems;
    }
}
