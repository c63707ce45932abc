package dev.muzon.gateway.bot.text;

import java.util.regex.Pattern;

/** Text that strangers wrote, kept from disturbing the message around it. */
final class ForeignText {
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    /** Control characters, and those that turn the direction of what follows. */
    private static final Pattern DISTURBING = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");

    /** More marks on one letter grow over the lines above. No script needs them. */
    private static final Pattern PILED_MARKS = Pattern.compile("([\\p{Mn}\\p{Me}]{4})[\\p{Mn}\\p{Me}]+");

    /** A name that Telegram would make a mention of, which notifies its owner. */
    private static final Pattern MENTION = Pattern.compile("@(?=\\w)");

    private static final String WORD_JOINER = "\u2060";
    private static final String FIRST_STRONG_ISOLATE = "\u2068";
    private static final String POP_ISOLATE = "\u2069";

    private ForeignText() {}

    /** Returns a single line without control characters and without piles of marks. */
    static String cleaned(String hostile) {
        String line = SPACE.matcher(hostile).replaceAll(" ");
        String harmless = DISTURBING.matcher(line).replaceAll("");
        return PILED_MARKS.matcher(harmless).replaceAll("$1").strip();
    }

    /** Breaks {@code @names}, so that a title notifies nobody. */
    static String withoutMentions(String text) {
        return MENTION.matcher(text).replaceAll("@" + WORD_JOINER);
    }

    /** Keeps text that runs from right to left from reordering what stands beside it. */
    static String isolated(String text) {
        return text.codePoints().anyMatch(ForeignText::runsLeft) ? FIRST_STRONG_ISOLATE + text + POP_ISOLATE : text;
    }

    private static boolean runsLeft(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
