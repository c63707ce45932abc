package dev.muzon.extractor.cache;

import dev.muzon.extractor.door.SoundBytes;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** The server of a track whose sound is stored. It is asked only for bytes that turn out not to be here. */
final class TrackServer implements AutoCloseable {
    /** An opener of the track at its server. */
    @FunctionalInterface
    interface Opener {
        MediaInput open() throws InterruptedException;
    }

    private final Opener opener;
    private final long size;
    private @Nullable MediaInput opened;

    /**
     * Makes a server that is not asked yet.
     *
     * @param size of what is stored
     */
    TrackServer(Opener opener, long size) {
        this.opener = opener;
        this.size = size;
    }

    /**
     * Reads from an offset on.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code source.not-found} when it has another file now
     */
    synchronized InputStream from(long at) throws IOException {
        try {
            MediaInput input = opened == null ? opener.open() : opened;
            opened = input;
            SoundBytes bytes = input.bytes();
            if (bytes == null || bytes.size() != size) {
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
        if (opened != null) {
            opened.close();
        }
    }
}
