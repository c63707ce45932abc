package dev.muzon.extractor.cache;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whole sound in the store. */
interface StoredAudio extends AutoCloseable {
    AudioLabel label();

    long size();

    /** Returns the SHA-256 of all of it, null when that is not known. */
    @Nullable String sha256();

    /** Returns when it came from its server. */
    Instant fetched();

    /**
     * Reads bytes and checks them.
     *
     * @return how many, at least one
     * @throws IOException when they cannot be read, or are not those that were stored
     */
    int read(long at, byte[] into, int offset, int length) throws IOException;

    @Override
    void close();
}
