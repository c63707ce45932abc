package dev.muzon.confinement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a child's stderr, which it drains. A pipe that nobody drains stops the child. */
public final class StderrTail {
    private static final Logger log = LoggerFactory.getLogger(StderrTail.class);

    private final int limit;
    private final StringBuilder tail = new StringBuilder();
    private final Thread drainer;

    private StderrTail(String child, InputStream stderr, int limit) {
        this.limit = limit;
        // A platform thread: a blocked pipe read would hold a virtual thread's carrier.
        drainer = Thread.ofPlatform().daemon().name(child + "-stderr").unstarted(() -> drain(stderr));
    }

    /**
     * Begins to drain.
     *
     * @param child names it in the threads of this process
     * @param limit characters that are kept
     */
    public static StderrTail of(String child, InputStream stderr, int limit) {
        var tail = new StderrTail(child, stderr, limit);
        tail.drainer.start();
        return tail;
    }

    private void drain(InputStream stderr) {
        byte[] buffer = new byte[1024];
        try (stderr) {
            for (int n = stderr.read(buffer); n >= 0; n = stderr.read(buffer)) {
                keep(buffer, n);
            }
        } catch (IOException e) {
            append("[stderr closed: " + e.getMessage() + "]");
        } catch (Throwable e) {
            append("[stderr lost: " + e + "]");
        }
    }

    private void keep(byte[] buffer, int length) {
        try {
            append(new String(buffer, 0, length, StandardCharsets.UTF_8));
        } catch (Throwable e) {
            // Draining goes on: only text is lost, but a child that cannot write would stand still.
            log.warn("Some of a child's stderr was lost: {}", e.toString());
        }
    }

    private synchronized void append(String text) {
        tail.append(text);
        if (tail.length() > limit) {
            tail.delete(0, tail.length() - limit);
        }
    }

    /** Returns the end of what was said so far. */
    public synchronized String text() {
        return tail.toString();
    }

    /** Returns everything that was said, once the child is gone. */
    public String awaitText(Duration limit) throws InterruptedException {
        drainer.join(limit);
        return text();
    }
}
