package dev.muzon.extractor.cache;

import java.io.IOException;

/** Whole sound in the store. */
interface StoredAudio extends AutoCloseable {
    AudioLabel label();

    long size();

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
