package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.post.PostSound;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/**
 * A sound that TDLib downloads part by part. What is there is asked for, because TDLib may cancel a download together
 * with the one before it, and tells that to those who wait for the new one.
 */
record TdlibSound(TdClient client, SoundShelf shelf, String uniqueId, int file, long size) implements PostSound {
    private static final String ACTIVITY = "downloading the sound of a post";

    /** A person waits for it, as for a voice note. */
    private static final int PRIORITY = 32;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** TDLib takes up by itself what a lost connection broke off. What ends without the part was refused. */
    private static final int ATTEMPTS = 6;

    @Override
    public byte[] read(long offset, int count) throws InterruptedException {
        ReentrantLock lock = shelf.take(uniqueId, file, size).lock();
        lock.lockInterruptibly();
        try {
            fetch(offset, count);
            JsonNode part = client.ask(
                    ACTIVITY, request("readFilePart").with("offset", offset).with("count", count));
            return Base64.getDecoder().decode(part.path("data").asString(""));
        } finally {
            lock.unlock();
        }
    }

    private void fetch(long offset, int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Duration pause = PAUSE;
        int asked = 0;
        while (there(offset) < count) {
            if (end - System.nanoTime() <= 0) {
                throw missing("no sound of a post for " + PATIENCE);
            }
            if (!downloading()) {
                if (asked++ == ATTEMPTS) {
                    throw missing("Telegram gave no sound of a post, " + ATTEMPTS + " times");
                }
                client.ask(
                        ACTIVITY,
                        request("downloadFile")
                                .with("priority", PRIORITY)
                                .with("offset", offset)
                                .with("limit", count)
                                .with("synchronous", false));
                pause = PAUSE.multipliedBy(1L << (asked - 1));
            }
            Thread.sleep(pause);
        }
    }

    private static FailureException missing(String detail) {
        return Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, detail).asException();
    }

    /** Returns whether a part is on its way. Asking for one then would begin it again. */
    private boolean downloading() throws InterruptedException {
        return client.ask(ACTIVITY, request("getFile"))
                .path("local")
                .path("is_downloading_active")
                .booleanValue(false);
    }

    private long there(long offset) throws InterruptedException {
        return client.ask(ACTIVITY, request("getFileDownloadedPrefixSize").with("offset", offset))
                .path("size")
                .longValue(0);
    }

    private TdRequest request(String type) {
        return TdRequest.of(type).with("file_id", file);
    }
}
