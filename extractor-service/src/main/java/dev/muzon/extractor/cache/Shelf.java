package dev.muzon.extractor.cache;

import java.io.IOException;
import java.io.InputStream;

/** A place where the bytes of one track are, at least some of them. */
interface Shelf {
    /** The answer for bytes that only the server has. */
    int ELSEWHERE = 0;

    /** The answer for bytes that are about to come. */
    int NOT_YET = -1;

    /**
     * Reads bytes, and waits for them a moment where they are about to come.
     *
     * @return how many, {@link #ELSEWHERE} or {@link #NOT_YET}
     */
    int read(long at, byte[] into, int offset, int length) throws IOException;

    /** Reads from the server, from an offset on. */
    InputStream server(long at) throws IOException;
}
