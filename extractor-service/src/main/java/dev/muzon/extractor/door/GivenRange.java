package dev.muzon.extractor.door;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a server with ranges gives: from an offset to the end.
 *
 * @param start the offset of its first byte
 * @param size of the whole file
 */
record GivenRange(long start, long size) {
    private static final Pattern GIVEN = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    /** Reads it from an answer. Null for another part, an unknown end and a server without ranges. */
    static @Nullable GivenRange of(OriginAnswer answer) {
        if (answer.status() == 200) {
            boolean ranged = answer.field("Accept-Ranges").contains("bytes");
            return ranged && answer.length() > 0 ? new GivenRange(0, answer.length()) : null;
        }
        Matcher given = GIVEN.matcher(answer.field("Content-Range"));
        if (!given.matches() || Long.parseLong(given.group(2)) + 1 != Long.parseLong(given.group(3))) {
            return null;
        }
        return new GivenRange(Long.parseLong(given.group(1)), Long.parseLong(given.group(3)));
    }

    /** Returns the rest of the same file from an offset on. */
    GivenRange at(long offset) {
        return new GivenRange(offset, size);
    }
}
