package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.post.PostSound;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;

/** A sound that TDLib downloads part by part. */
record TdlibSound(TdClient client, SoundShelf shelf, String uniqueId, int file, long size) implements PostSound {
    /** A person waits for it, as for a voice note. */
    private static final int PRIORITY = 32;

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(20);

    @Override
    public byte[] read(long offset, int count) throws InterruptedException {
        ReentrantLock lock = shelf.take(uniqueId, file, size).lock();
        lock.lockInterruptibly();
        try {
            return part(offset, count);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fetches a part. TDLib ends a download after each part, and now and then it takes the next download of the file for
     * the one that it ends. A part may also be deleted before it is read.
     */
    private byte[] part(long offset, int count) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return fetched(offset, count);
            } catch (TdError e) {
                if (attempt == ATTEMPTS || e.code() != 400) {
                    throw client.failed("downloading the sound of a post", e);
                }
            }
            Thread.sleep(PAUSE.multipliedBy(attempt));
        }
    }

    private byte[] fetched(long offset, int count) throws InterruptedException {
        client.call(TdRequest.of("downloadFile")
                .with("file_id", file)
                .with("priority", PRIORITY)
                .with("offset", offset)
                .with("limit", count)
                .with("synchronous", true));
        var part = client.call(TdRequest.of("readFilePart")
                .with("file_id", file)
                .with("offset", offset)
                .with("count", count));
        return Base64.getDecoder().decode(part.path("data").asString(""));
    }
}
