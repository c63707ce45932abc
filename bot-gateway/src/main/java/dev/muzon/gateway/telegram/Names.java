package dev.muzon.gateway.telegram;

import java.util.Optional;

/** Names that strangers chose, made safe to show: one line, bounded, without control and direction characters. */
final class Names {
    static final int MAX_CODE_POINTS = 128;
    /** Enough for any name after the invisible characters are gone. A longer text is cut before it is read. */
    private static final int LONGEST_READ = 8 * MAX_CODE_POINTS;

    private Names() {}

    /**
     * Cleans a name.
     *
     * @return the name as it may be shown, empty when nothing of it can be seen
     */
    static Optional<String> clean(String hostile) {
        String line = Blanks.oneLine(hostile.substring(0, Math.min(hostile.length(), LONGEST_READ)));
        String bounded = line.codePointCount(0, line.length()) <= MAX_CODE_POINTS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_CODE_POINTS));
        return Optional.of(Blanks.strip(bounded)).filter(name -> !name.isEmpty());
    }
}
