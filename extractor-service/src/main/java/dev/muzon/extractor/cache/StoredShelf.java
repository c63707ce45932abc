package dev.muzon.extractor.cache;

import dev.muzon.extractor.door.SoundBytes;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stored sound, and its server for the case that what is stored turns out to be damaged. */
final class StoredShelf implements Shelf, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StoredShelf.class);

    /** An opener of the track at its server. */
    @FunctionalInterface
    interface Server {
        MediaInput open() throws InterruptedException;
    }

    private final StoredAudio stored;
    private final Server origin;
    private final Runnable damaged;
    private @Nullable MediaInput opened;
    private boolean isDamaged;

    /**
     * Makes a shelf.
     *
     * @param damaged removes the stored sound
     */
    StoredShelf(StoredAudio stored, Server origin, Runnable damaged) {
        this.stored = stored;
        this.origin = origin;
        this.damaged = damaged;
    }

    @Override
    public int read(long at, byte[] into, int offset, int length) {
        try {
            return stored.read(at, into, offset, length);
        } catch (IOException e) {
            remove(e);
            return ELSEWHERE;
        }
    }

    private synchronized void remove(IOException e) {
        if (!isDamaged) {
            isDamaged = true;
            log.warn("Stored sound is damaged and comes from its server again: {}", e.getMessage());
            damaged.run();
        }
    }

    @Override
    public synchronized InputStream server(long at) throws IOException {
        try {
            MediaInput input = opened == null ? origin.open() : opened;
            opened = input;
            SoundBytes bytes = input.bytes();
            if (bytes == null || bytes.size() != stored.size()) {
                throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "its server has another file now")
                        .asException();
            }
            return bytes.from(at);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(e);
        }
    }

    @Override
    public synchronized void close() {
        stored.close();
        if (opened != null) {
            opened.close();
        }
    }
}
