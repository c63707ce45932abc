package dev.muzon.voice.audio;

import dev.muzon.protocol.media.TrackLength;
import dev.muzon.resilience.Span;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A track's encoded bytes as far as they have arrived. They lie in a temporary file without a name, which is gone with
 * the process. It is filled as fast as bytes arrive, so that the sender's death does not stop playback and a seek is
 * local. Readers wait for what is not there yet.
 *
 * <p>Shared by counting: each {@link #share} is followed by one {@link #close}.
 */
final class Recording implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Recording.class);
    private static final SpareBuffers<byte[]> CHUNKS = new SpareBuffers<>(() -> new byte[16 * 1024]);

    private final Duration base;
    private final RecordingRules rules;
    private final InputStream media;
    private final FileChannel file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private long size;
    private boolean complete;
    private @Nullable IOException broken;
    private int users = 1;
    /** Bytes that count in the budget. */
    private long budgeted;

    /** The length of the whole track, null while it is not known better than before. */
    private final AtomicReference<@Nullable Duration> measured;

    private Recording(
            InputStream media,
            Duration base,
            RecordingRules rules,
            FileChannel file,
            AtomicReference<@Nullable Duration> measured) {
        this.measured = measured;
        this.media = media;
        this.base = base;
        this.rules = rules;
        this.file = file;
    }

    /**
     * Starts to record.
     *
     * @param base the position in the track that the media begins at
     * @param onMeasured hears of the track's length when its sender has measured it
     */
    static Recording of(InputStream media, Duration base, RecordingRules rules, Consumer<Duration> onMeasured)
            throws IOException {
        Files.createDirectories(rules.directory());
        Path path = Files.createTempFile(rules.directory(), "media-", ".mka");
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.delete(path);
        var measured = new AtomicReference<@Nullable Duration>();
        InputStream watched = TrackLength.outOf(media, length -> {
            measured.set(length);
            onMeasured.accept(length);
        });
        Recording recording = new Recording(watched, base, rules, file, measured);
        try {
            Thread.ofVirtual().name("recording").start(recording::fill);
        } catch (Throwable e) {
            recording.close();
            throw e;
        }
        return recording;
    }

    /** Returns the length of the track that its sender measured, null while it has not come that far. */
    @Nullable Duration measured() {
        return measured.get();
    }

    Duration base() {
        return base;
    }

    /** Reads from the first byte. Its end is an {@link IOException} unless the sender ended properly. */
    Reader reader() {
        return new Reader();
    }

    /**
     * Counts one more user.
     *
     * @return false when it is closed already
     */
    boolean share() {
        lock.lock();
        try {
            if (users == 0) {
                return false;
            }
            users++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (--users > 0) {
                return;
            }
            progress.signalAll();
            rules.budget().giveBack(budgeted);
            budgeted = 0;
            file.close();
            media.close();
        } catch (IOException e) {
            log.debug("Recording not closed cleanly", e);
        } finally {
            lock.unlock();
        }
    }

    private void fill() {
        byte[] chunk = CHUNKS.take();
        try (media) {
            for (int n = media.read(chunk); n >= 0; n = media.read(chunk)) {
                append(ByteBuffer.wrap(chunk, 0, n));
            }
            finish(null);
        } catch (IOException e) {
            finish(e);
        } catch (Throwable e) {
            log.error("Recording not filled", e);
            finish(new IOException("filling the recording failed: " + e, e));
        } finally {
            CHUNKS.giveBack(chunk);
        }
    }

    private void append(ByteBuffer bytes) throws IOException {
        if (size + bytes.remaining() > rules.limit().toBytes()) {
            throw new IOException("the recording reached its limit of " + rules.limit());
        }
        int length = bytes.remaining();
        takeRoom(length);
        long at = size;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
        lock.lock();
        try {
            size += length;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void takeRoom(int bytes) throws IOException {
        lock.lock();
        try {
            if (users == 0) {
                throw new IOException("the recording was closed");
            }
            if (!rules.budget().take(bytes, size + bytes)) {
                throw new IOException("all recordings together reached their limit: "
                        + rules.budget().limits());
            }
            budgeted += bytes;
        } finally {
            lock.unlock();
        }
    }

    private void finish(@Nullable IOException reason) {
        lock.lock();
        try {
            complete = true;
            broken = reason;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for bytes beyond a position.
     *
     * @param limit nanoseconds that may pass without any
     * @return how the wait ended
     */
    private Wait awaitBeyond(long at, long limit) throws IOException {
        lock.lock();
        try {
            long left = limit;
            while (size <= at) {
                if (users == 0) {
                    throw new EOFException("the recording was closed");
                }
                if (broken != null) {
                    throw new IOException("the transfer broke off: " + broken.getMessage(), broken);
                }
                if (complete) {
                    return Wait.END;
                }
                if (left <= 0) {
                    return Wait.IN_VAIN;
                }
                left = progress.awaitNanos(left);
            }
            return Wait.MORE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private enum Wait {
        MORE,
        END,
        IN_VAIN
    }

    /** Signal that a transfer has not come to the place that a reader looks for. */
    static final class NotFetchedYet extends IOException {
        private static final long serialVersionUID = 1;

        private NotFetchedYet(Duration patience) {
            super("the place is not there after " + new Span(patience));
        }
    }

    /** A reader of the whole recording. */
    final class Reader extends InputStream {
        private long at;
        private long spent;
        private volatile @Nullable Duration patience;

        /**
         * Waits no longer than this in all for bytes to come, because what is looked for lies ahead. Then reading ends
         * with {@link NotFetchedYet}.
         */
        void hurry(Duration limit) {
            patience = limit;
        }

        /** Waits as usual, because the place was found. */
        void takeTime() {
            patience = null;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!awaitMore()) {
                return -1;
            }
            int n = file.read(ByteBuffer.wrap(into, offset, length), at);
            at += n;
            return n;
        }

        private boolean awaitMore() throws IOException {
            Wait wait = Wait.IN_VAIN;
            Duration limit = patience;
            if (limit != null) {
                long begun = System.nanoTime();
                wait = awaitBeyond(at, limit.toNanos() - spent);
                spent += System.nanoTime() - begun;
                if (wait == Wait.IN_VAIN && patience != null) {
                    throw new NotFetchedYet(limit);
                }
            }
            if (wait == Wait.IN_VAIN) {
                wait = awaitBeyond(at, rules.stallLimit().toNanos());
            }
            if (wait == Wait.IN_VAIN) {
                throw new IOException("nothing arrived for " + new Span(rules.stallLimit()));
            }
            return wait == Wait.MORE;
        }
    }
}
