package dev.muzon.assistant.note;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The cutting of a long text into messages. It cuts behind a sentence where one ends near, else between words. */
final class TextParts {
    private TextParts() {}

    static List<String> of(String text, int longest) {
        List<String> parts = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > longest) {
            int cut = cut(rest, longest);
            parts.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        parts.add(rest);
        return parts;
    }

    private static int cut(String text, int longest) {
        int sentence = boundary(BreakIterator.getSentenceInstance(Locale.ROOT), text, longest);
        if (sentence > longest / 2) {
            return sentence;
        }
        int word = boundary(BreakIterator.getLineInstance(Locale.ROOT), text, longest);
        if (word > longest / 2) {
            return word;
        }
        return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    }

    private static int boundary(BreakIterator boundaries, String text, int longest) {
        boundaries.setText(text);
        return boundaries.isBoundary(longest) ? longest : Math.max(0, boundaries.preceding(longest));
    }
}
