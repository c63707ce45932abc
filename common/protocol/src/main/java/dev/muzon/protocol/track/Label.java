package dev.muzon.protocol.track;

import org.jspecify.annotations.Nullable;

/**
 * Text from outside, made fit for one line of a chat. It is bounded, has no control characters, and cannot turn the
 * direction of the text around it.
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
        for (int i = 0; i < text.length() && length < maxLength; ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isWhitespace(point) || Character.isSpaceChar(point) || point < ' ') {
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
        }
        String clean = label.toString().strip();
        return clean.isEmpty() ? null : clean;
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Returns whether it is a control, half of a surrogate pair, or sets the direction of the text after it. */
    private static boolean isUnwanted(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE -> true;
            case Character.FORMAT ->
                (point >= 0x202A && point <= 0x202E)
                        || (point >= 0x2066 && point <= 0x2069)
                        || point == 0x200E
                        || point == 0x200F
                        || point == 0x061C
                        || point == 0xFEFF;
            default -> false;
        };
    }
}
