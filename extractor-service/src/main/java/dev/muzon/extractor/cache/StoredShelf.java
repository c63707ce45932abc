package dev.muzon.extractor.cache;

import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stored sound, and its server for the case that what is stored turns out to be damaged. */
final class StoredShelf implements Shelf, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StoredShelf.class);

    private final StoredAudio stored;
    private final TrackServer server;
    private final Runnable damaged;
    private boolean isDamaged;

    /**
     * Makes a shelf.
     *
     * @param server closed by this shelf, and so is the sound
     * @param damaged removes the stored sound
     */
    StoredShelf(StoredAudio stored, TrackServer server, Runnable damaged) {
        this.stored = stored;
        this.server = server;
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
    public InputStream server(long at) throws IOException {
        return server.from(at);
    }

    @Override
    public void close() {
        stored.close();
        server.close();
    }
}
