package dev.muzon.gateway.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The characters that people do not see: every kind of white space, control characters and invisible marks. */
public final class Blanks {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Blanks() {}

    /**
     * Returns whether a code point shows nothing. Half a surrogate pair counts too, because no request could carry it
     * on.
     */
    public static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** Removes everything invisible from both ends. */
    public static String strip(String text) {
        int start = skip(text, 0, Blanks::isBlank);
        int end = text.length();
        while (end > start && isBlank(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** Puts a text on one line: spaces of any length become one, marks that only steer the direction vanish. */
    public static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        boolean gap = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            if (joins(codePoint) || !isBlank(codePoint)) {
                line.append(gap && !line.isEmpty() ? " " : "").appendCodePoint(codePoint);
                gap = false;
            } else {
                gap |= Character.getType(codePoint) != Character.FORMAT;
            }
        }
        return strip(line.toString());
    }

    /** Returns whether a character is part of emoji and many scripts. */
    private static boolean joins(int codePoint) {
        return codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER;
    }

    /** Returns the pieces of a text between blanks. */
    static List<Piece> pieces(String text) {
        var pieces = new ArrayList<Piece>();
        int at = skip(text, 0, Blanks::isBlank);
        while (at < text.length()) {
            int end = skip(text, at, codePoint -> !isBlank(codePoint));
            pieces.add(new Piece(at, text.substring(at, end)));
            at = skip(text, end, Blanks::isBlank);
        }
        return pieces;
    }

    /**
     * Skips characters that fit.
     *
     * @return the first place from {@code at} on that does not fit, or the length
     */
    static int skip(String text, int at, IntPredicate fits) {
        int next = at;
        while (next < text.length() && fits.test(text.codePointAt(next))) {
            next += Character.charCount(text.codePointAt(next));
        }
        return next;
    }

    /**
     * A part of a text without blanks.
     *
     * @param start UTF-16 offset in the text
     */
    record Piece(int start, String text) {}
}
