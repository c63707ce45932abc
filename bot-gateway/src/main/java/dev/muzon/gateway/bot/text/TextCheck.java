package dev.muzon.gateway.bot.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The check that every language says the same: all phrases of a book, no others, with the same places for values. */
final class TextCheck {
    private TextCheck() {}

    /** Returns every difference, each with file and key. */
    static List<String> problems(Phrasebook book, TextFile words, TextFile english) {
        var problems = new ArrayList<String>();
        Set<String> expected = book.phrases().stream().map(Phrase::key).collect(Collectors.toCollection(TreeSet::new));
        expected.stream()
                .filter(key -> !words.templates().containsKey(key))
                .forEach(key -> problems.add(words.name() + " lacks " + key));
        words.templates().forEach((key, template) -> {
            if (!expected.contains(key)) {
                problems.add("%s has %s, which no phrase of %s needs".formatted(words.name(), key, book.folder()));
            }
            Template model = english.templates().get(key);
            if (model != null && !model.places().equals(template.places())) {
                problems.add("%s, %s: has the places %s, English has %s"
                        .formatted(words.name(), key, template.places(), model.places()));
            }
        });
        return problems;
    }
}
