package dev.muzon.extractor.cache;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A shared store in memory, with faults on demand. */
final class MemorySharedAudio implements SharedAudio {
    /** The faults of a store. */
    enum Fault {
        NONE,
        REFUSES,
        HANGS,
        BREAKS_OFF,
        IS_DAMAGED
    }

    /** Stored sound. */
    private static final class Sound {
        private final SharedLabel label;
        private final byte[] bytes;

        private Sound(SharedLabel label, byte[] bytes) {
            this.label = label;
            this.bytes = bytes;
        }
    }

    private final Map<AudioKey, Sound> sounds = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    void has(Fault fault) {
        this.fault = fault;
    }

    int asked() {
        return asked.get();
    }

    int size() {
        return sounds.size();
    }

    @Override
    public @Nullable SharedLabel find(AudioKey key) throws IOException {
        asked.incrementAndGet();
        answer();
        Sound sound = sounds.get(key);
        return sound == null ? null : sound.label;
    }

    private void answer() throws IOException {
        if (fault == Fault.REFUSES) {
            throw new IOException("refused");
        }
        if (fault == Fault.HANGS) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Override
    public InputStream open(AudioKey key, long offset) throws IOException {
        answer();
        Sound sound = sounds.get(key);
        if (sound == null) {
            throw new IOException("not found");
        }
        byte[] bytes = sound.bytes.clone();
        if (fault == Fault.IS_DAMAGED) {
            bytes[bytes.length / 2] ^= 1;
        }
        int end = fault == Fault.BREAKS_OFF ? bytes.length / 3 : bytes.length;
        return new ByteArrayInputStream(bytes, (int) offset, end - (int) offset);
    }

    @Override
    public void keep(AudioKey key, SharedLabel label, Content content) throws IOException {
        answer();
        try (InputStream stream = content.open()) {
            sounds.put(key, new Sound(label, stream.readAllBytes()));
        }
    }

    @Override
    public void remove(AudioKey key) throws IOException {
        answer();
        sounds.remove(key);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
