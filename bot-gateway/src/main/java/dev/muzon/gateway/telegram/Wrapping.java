package dev.muzon.gateway.telegram;

/** The marks that people put around a link: brackets, quotes, the comma or full stop of their sentence. */
final class Wrapping {
    private static final String OPENING = "<([{\"'`*«“„‘‹";
    private static final String CLOSING = ">\"'`*»”’›,.!?…";
    /** A closing one belongs to the link when the link opens it, as in {@code /song_(live).mp3}. */
    private static final String BRACKETS = "()[]{}";

    private Wrapping() {}

    static String removed(String piece) {
        int start = Blanks.skip(piece, 0, codePoint -> OPENING.indexOf(codePoint) >= 0);
        int end = piece.length();
        int[] open = new int[BRACKETS.length()];
        piece.substring(start)
                .chars()
                .map(BRACKETS::indexOf)
                .filter(at -> at >= 0)
                .forEach(at -> open[at]++);
        while (end > start && isAround(piece, end, open)) {
            end--;
        }
        return piece.substring(start, end);
    }

    private static boolean isAround(String piece, int end, int[] count) {
        char last = piece.charAt(end - 1);
        int bracket = BRACKETS.indexOf(last);
        if (bracket % 2 == 1 && count[bracket] > count[bracket - 1]) {
            count[bracket]--;
            return true;
        }
        // Radio servers are linked as http://host:8000/; with the semicolon.
        boolean semicolon = last == ';' && end > 1 && piece.charAt(end - 2) != '/';
        return semicolon || CLOSING.indexOf(last) >= 0;
    }
}
