package dev.muzon.testkit.english;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of Javadoc: the first word says what it is or does, and the first sentence is short. */
final class JavadocRules {
    private static final int MOST_WORDS = 20;
    private static final Set<String> QUESTIONS =
            Set.of("What", "How", "Who", "Where", "Whether", "When", "Which", "Whose", "Why", "Whatever");

    private static final Pattern TAG = Pattern.compile("\\{@\\w+ [^}]*}");
    private static final Pattern SENTENCE = Pattern.compile("(?s).*?[.?!](?=\\s|$)");
    private static final Pattern VERB_FIRST =
            Pattern.compile("[A-Z][a-z]+s (?:a|an|the|each|every|all|what|how|whether|its|one) .*");

    private JavadocRules() {}

    /** Checks the Javadoc of a type or a package. */
    static Stream<String> ofType(String comment) {
        String sentence = firstSentence(comment);
        Stream<String> verb = VERB_FIRST.matcher(sentence).matches()
                ? Stream.of("type Javadoc begins with a verb; begin with a noun phrase instead")
                : Stream.empty();
        return Stream.concat(ofField(comment), verb);
    }

    /** Checks the Javadoc of a method. */
    static Stream<String> ofMethod(String comment) {
        String first = firstSentence(comment).split("\\W", 2)[0];
        Stream<String> noun = first.isEmpty() || first.endsWith("s") || first.equals("See")
                ? Stream.empty()
                : Stream.of("method Javadoc begins with \"" + first
                        + "\"; begin with a verb in the third person (\"Returns ...\") instead");
        return Stream.concat(ofField(comment), noun);
    }

    /** Checks the Javadoc of a field or a constant. */
    static Stream<String> ofField(String comment) {
        String sentence = firstSentence(comment);
        Stream.Builder<String> breaches = Stream.builder();
        int words = sentence.isEmpty() ? 0 : sentence.split("\\s+").length;
        if (words > MOST_WORDS) {
            breaches.add("first sentence has " + words + " words; use at most " + MOST_WORDS + " instead");
        }
        if (sentence.contains(";")) {
            breaches.add("first sentence has a semicolon; use two sentences instead");
        }
        if (QUESTIONS.contains(sentence.split("\\W", 2)[0])) {
            breaches.add("Javadoc begins like a question; begin with a noun or a verb instead");
        }
        return breaches.build();
    }

    private static String firstSentence(String comment) {
        String text = TAG.matcher(comment.split("\\n\\s*\\n|<pre>", 2)[0])
                .replaceAll("X")
                .strip();
        if (text.startsWith("@")) {
            return "";
        }
        Matcher matcher = SENTENCE.matcher(text);
        return (matcher.lookingAt() ? matcher.group() : text)
                .replaceAll("\\s+", " ")
                .replace("e.g. ", "");
    }
}
