package dev.muzon.extractor.cache;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A store of whole sound that replicas share. It is far away, may fail at any time, and forgets by its own rules. */
public interface SharedAudio extends AutoCloseable {
    /** Finds the description of stored sound, null when it is not there. */
    @Nullable SharedLabel find(AudioKey key) throws IOException;

    /** Reads stored sound from an offset on. */
    InputStream open(AudioKey key, long offset) throws IOException;

    /** Stores sound whole, in place of what was there. Nobody finds a part of it. */
    void keep(AudioKey key, SharedLabel label, Content content) throws IOException;

    void remove(AudioKey key) throws IOException;

    @Override
    void close();

    /** An opener of sound that is to be stored. It is read once for each attempt. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }
}
