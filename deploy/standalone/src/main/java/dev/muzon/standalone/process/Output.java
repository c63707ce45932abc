package dev.muzon.standalone.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The output of one process on its way to the log. It is read to its end even when the log fails: a process whose
 * output nobody reads stands still.
 */
final class Output {
    private static final int REMEMBERED_LINES = 60;
    private static final int LONGEST_LINE = 2000;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final InputStream from;
    private final RotatingLog log;
    private final Consumer<IOException> lost;
    private final Consumer<String> reader;
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private final Thread thread;
    private volatile long heard = System.nanoTime();
    private boolean losing;

    /**
     * Begins to read.
     *
     * @param lost told when the log cannot be written, once until it can be again
     * @param reader given each whole line
     */
    Output(String name, InputStream from, RotatingLog log, Consumer<IOException> lost, Consumer<String> reader) {
        this.from = from;
        this.log = log;
        this.lost = lost;
        this.reader = reader;
        this.thread = Thread.ofPlatform().name("output-" + name).daemon().start(this::copy);
    }

    private void copy() {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                heard = System.nanoTime();
                take(buffer, read);
            }
        } catch (IOException _) {
            // The process is gone, and its pipe with it.
        }
    }

    private void take(byte[] bytes, int length) {
        try {
            write(bytes, length);
            remember(bytes, length);
        } catch (Throwable e) {
            report(new IOException("a part of it could not be taken in", e));
        }
    }

    private void write(byte[] bytes, int length) {
        try {
            log.write(bytes, length);
            losing = false;
        } catch (Throwable e) {
            if (!losing) {
                losing = true;
                report(e instanceof IOException known ? known : new IOException("it could not be written", e));
            }
        }
    }

    private void report(IOException loss) {
        try {
            lost.accept(loss);
        } catch (Throwable _) {
            // Nobody is left to tell. A process whose output is not read stands still, which is worse.
        }
    }

    /** Cuts the bytes into lines. Text beyond ASCII may come out wrong at a buffer's edge. The log has it right. */
    private void remember(byte[] bytes, int length) {
        for (char c : new String(bytes, 0, length, StandardCharsets.UTF_8).toCharArray()) {
            if (c == '\n') {
                String whole = line.toString();
                line.setLength(0);
                synchronized (lines) {
                    lines.addLast(whole);
                    if (lines.size() > REMEMBERED_LINES) {
                        lines.removeFirst();
                    }
                }
                tell(whole);
            } else if (line.length() < LONGEST_LINE) {
                line.append(c);
            }
        }
    }

    private void tell(String whole) {
        try {
            reader.accept(whole);
        } catch (Throwable e) {
            report(new IOException("a line could not be passed on", e));
        }
    }

    /** Returns the time since the process printed something, or was launched. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    /** Returns the last lines of a process that has ended, oldest first. */
    List<String> lastLines() throws InterruptedException {
        thread.join(LAST_WORDS);
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
