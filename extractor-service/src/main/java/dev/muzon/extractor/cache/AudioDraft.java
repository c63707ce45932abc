package dev.muzon.extractor.cache;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sound that is being stored. Nobody finds it before it is whole. */
interface AudioDraft extends AutoCloseable {
    void append(byte[] from, int length) throws IOException;

    /** Reads bytes that were appended, at least one. */
    int read(long at, byte[] into, int offset, int length) throws IOException;

    /**
     * Stores it for good. It can still be read here.
     *
     * @param fetched when it came from its server, null for just now
     * @throws IOException when its bytes are not as many as were announced, or cannot be written
     */
    void commit(AudioLabel label, @Nullable Instant fetched) throws IOException;

    /** Ends reading, and removes what was not committed. */
    @Override
    void close();
}
