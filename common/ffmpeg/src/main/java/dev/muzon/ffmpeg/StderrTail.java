package dev.muzon.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Drains a child's stderr, for an undrained one stops the child, and keeps only its end. */
final class StderrTail {
    private static final int LIMIT = 4096;

    private final StringBuilder tail = new StringBuilder();
    private final Thread drainer;

    private StderrTail(InputStream stderr) {
        // A platform thread: a blocked pipe read would hold a virtual thread's carrier.
        drainer = Thread.ofPlatform().daemon().name("ffmpeg-stderr").unstarted(() -> drain(stderr));
    }

    static StderrTail of(InputStream stderr) {
        StderrTail tail = new StderrTail(stderr);
        tail.drainer.start();
        return tail;
    }

    private void drain(InputStream stderr) {
        byte[] buffer = new byte[1024];
        try (stderr) {
            for (int n = stderr.read(buffer); n >= 0; n = stderr.read(buffer)) {
                append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            append("[stderr closed: " + closed.getMessage() + "]");
        }
    }

    private synchronized void append(String text) {
        tail.append(text);
        if (tail.length() > LIMIT) {
            tail.delete(0, tail.length() - LIMIT);
        }
    }

    synchronized String text() {
        return tail.toString();
    }

    /** Everything that was said, once the child is gone. */
    String awaitText(Duration limit) throws InterruptedException {
        drainer.join(limit);
        return text();
    }
}
