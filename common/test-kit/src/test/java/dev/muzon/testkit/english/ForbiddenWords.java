package dev.muzon.testkit.english;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words and phrases that make a text harder to read, each with a plainer one. */
final class ForbiddenWords {
    private static final Map<Pattern, String> PLAINER = Map.of(
            word("anew"), "again",
            word("lest"), "so that ... not",
            word("whilst"), "while",
            word("for ever"), "forever, or say what never ends",
            word("mend(?:s|ed|ing)?"), "fix or repair",
            word("whoever|whosoever"), "the one that, or name who",
            word("hence|thereby|henceforth"), "so",
            word("[a-z]+'s back"), "asynchronously, or say what is not told",
            word("of (?:its|their|his|her|one's) own(?! user| callbacks)"), "separate, or leave it out",
            Pattern.compile("(?i)(?<!there )\\b(?:is|are|was|were) no (?!longer|more|less)"), "is not a");

    private ForbiddenWords() {}

    /** Finds the breaches in a text, each with its line. Quoted headings are the bot's words and may have any. */
    static Stream<Breach> in(String text) {
        List<String> lines = text.lines().toList();
        return Stream.iterate(0, line -> line < lines.size(), line -> line + 1)
                .filter(line -> !lines.get(line).startsWith("### \""))
                .flatMap(line -> PLAINER.entrySet().stream()
                        .flatMap(rule -> rule.getKey()
                                .matcher(lines.get(line))
                                .results()
                                .map(found -> new Breach(
                                        line + 1,
                                        "says \"" + found.group().strip() + "\"; say \"" + rule.getValue()
                                                + "\" instead"))));
    }

    private static Pattern word(String words) {
        return Pattern.compile("(?i)\\b(?:" + words + ")\\b");
    }
}
