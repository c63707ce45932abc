package dev.muzon.extractor.door;

import java.io.InputStream;

/** The bytes of a sound file with a known end, wherever they lie. */
public interface SoundBytes {
    /** Returns how many there are. */
    long size();

    /** Returns a name of this version of them, the same only for the same bytes. Blank when their server names none. */
    String version();

    /** Returns the ending of the file's name, empty when it has none. */
    String ending();

    /** Returns whether reading from the middle is as fast as from the beginning. */
    boolean isSeekable();

    /**
     * Reads from an offset on. A connection that breaks is replaced at the same byte. Reading ends in a
     * {@link dev.muzon.protocol.failure.FailureException} where the server gives no more of them. Closing the stream in
     * another thread ends a read that waits.
     */
    InputStream from(long offset);
}
