package dev.muzon.protocol.media;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The length of a track that was only guessed, measured while its sound was sent. It stands behind the last sound: a
 * Matroska {@code Tags} element with a {@code MEASURED_LENGTH}, which players of Matroska skip.
 */
public final class TrackLength {
    private static final String NAME = "MEASURED_LENGTH";

    private TrackLength() {}

    /** Returns what is written behind the sound of the whole track. */
    public static byte[] note(Duration measured) {
        return Tag.of(NAME, measured.toString());
    }

    /**
     * Reads the length out of a Matroska stream, which stays as it is.
     *
     * @param listener hears of the length, which is positive
     */
    public static InputStream outOf(InputStream matroska, Consumer<Duration> listener) {
        return new TagReader(matroska, NAME, text -> tell(text, listener));
    }

    private static void tell(String text, Consumer<Duration> listener) {
        Duration measured;
        try {
            measured = Duration.parse(text);
        } catch (DateTimeException e) {
            return;
        }
        if (measured.isPositive()) {
            listener.accept(measured);
        }
    }
}
