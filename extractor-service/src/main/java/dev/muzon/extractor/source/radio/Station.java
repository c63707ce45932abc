package dev.muzon.extractor.source.radio;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A station in the directory.
 *
 * @param id the directory's, a UUID
 * @param name perhaps blank, and as long as somebody made it
 * @param url of its sound
 * @param page its home page, null when there is none
 */
record Station(String id, String name, String url, @Nullable String page) {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{36}");

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Returns whether it is called exactly like that. */
    boolean isCalled(String words) {
        return name.strip().toLowerCase(Locale.ROOT).equals(words.strip().toLowerCase(Locale.ROOT));
    }

    /** Returns what its source needs to play it again. */
    String reference() {
        return id + " " + url;
    }

    /**
     * Reads a reference.
     *
     * @throws FailureException user error, when it is nothing of this source
     */
    static Station of(String reference) {
        int gap = reference.indexOf(' ');
        if (gap < 0 || !isId(reference.substring(0, gap))) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "no reference to a station")
                    .asException();
        }
        return new Station(reference.substring(0, gap), "", reference.substring(gap + 1), null);
    }
}
