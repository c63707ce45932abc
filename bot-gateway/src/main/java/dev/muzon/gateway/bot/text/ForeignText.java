package dev.muzon.gateway.bot.text;

import java.util.regex.Pattern;

/** Text that strangers wrote, kept from disturbing the message around it. */
final class ForeignText {
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    /** Control characters, and those that turn the direction of what follows. */
    private static final Pattern DISTURBING = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");

    /** More marks on one letter grow over the lines above. No script needs them. */
    private static final Pattern PILED_MARKS = Pattern.compile("([\\p{Mn}\\p{Me}]{4})[\\p{Mn}\\p{Me}]+");

    /**
     * The places from which Telegram's clients make something to tap. A mention notifies its owner, a command is carried
     * out, a tag or a link is opened.
     */
    private static final Pattern TAPPABLE = Pattern.compile("@(?=\\w)"
            + "|(?<![\\w/<>])/(?=\\w)"
            + "|#(?=[\\p{L}\\p{N}_])|\\$(?=[A-Z])"
            + "|:(?=//)|(?<=[\\p{L}\\p{N}_-])\\.(?=\\p{L}{2,}+(?!\\p{N}))");

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

    /** Breaks names, commands and links by a character that nobody sees, so that a title does nothing when tapped. */
    static String inert(String text) {
        return TAPPABLE.matcher(text).replaceAll("$0" + WORD_JOINER);
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
