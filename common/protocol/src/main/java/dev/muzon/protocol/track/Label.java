package dev.muzon.protocol.track;

import org.jspecify.annotations.Nullable;

/**
 * Text from outside, made fit for one line of a chat. It is bounded, has no control characters, and cannot turn the
 * direction of the text around it. What nobody sees does not count.
 */
final class Label {
    /** Enough for stacked accents of living scripts. More of them climb over the neighbouring lines. */
    private static final int MAX_MARKS = 4;

    private Label() {}

    /**
     * Cleans a text.
     *
     * @param maxLength in code points
     * @return null when nothing readable is left
     */
    static @Nullable String of(@Nullable String text, int maxLength) {
        if (text == null) {
            return null;
        }
        var label = new StringBuilder(Math.min(text.length(), 2 * maxLength));
        int length = 0;
        int marks = 0;
        boolean gap = false;
        boolean visible = false;
        for (int i = 0; i < text.length() && length < maxLength; ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (isBlank(point)) {
                gap = length > 0;
                continue;
            }
            marks = isMark(point) ? marks + 1 : 0;
            if (marks > MAX_MARKS || isUnwanted(point)) {
                continue;
            }
            if (gap) {
                gap = false;
                label.append(' ');
                length++;
                if (length == maxLength) {
                    break;
                }
            }
            label.appendCodePoint(point);
            length++;
            visible |= !isMark(point) && Character.getType(point) != Character.FORMAT;
        }
        String clean = label.toString().strip();
        return visible ? clean : null;
    }

    /** Returns whether it looks like a space. Letters of Hangul and Braille are among them. */
    private static boolean isBlank(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || point < ' '
                || point == 0x2800
                || point == 0x3164
                || point == 0xFFA0;
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /**
     * Returns whether it must go. That is a control, half of a surrogate pair, what sets the direction of the text after
     * it, and what nobody sees. Joiners stay: emoji and Persian need them.
     */
    private static boolean isUnwanted(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE -> true;
            case Character.FORMAT ->
                (point >= 0x202A && point <= 0x202E)
                        || (point >= 0x2066 && point <= 0x2069)
                        || (point >= 0x2060 && point <= 0x2064)
                        || point == 0x200B
                        || point == 0x200E
                        || point == 0x200F
                        || point == 0x00AD
                        || point == 0x180E
                        || point == 0x061C
                        || point == 0xFEFF;
            default -> false;
        };
    }
}
