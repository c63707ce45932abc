package dev.muzon.standalone.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A log file that is moved aside when it is full: to {@code <name>.1}, in place of the one before. It is opened by the
 * first write and again after a failed one, so that a full disk costs the lines of that time only.
 */
final class RotatingLog implements AutoCloseable {
    private final Path file;
    private final long limit;
    private @Nullable OutputStream out;
    private long size;

    /**
     * Makes a log.
     *
     * @param limit in bytes. A single write may exceed it
     */
    RotatingLog(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    synchronized void write(byte[] bytes, int length) throws IOException {
        try {
            OutputStream current = opened();
            if (size > 0 && size + length > limit) {
                close();
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                current = opened();
            }
            current.write(bytes, 0, length);
            size += length;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Opens the file, so that a log that cannot be written is known before the process starts. */
    synchronized void open() throws IOException {
        opened();
    }

    private OutputStream opened() throws IOException {
        OutputStream current = out;
        if (current == null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            current = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            size = Files.size(file);
            out = current;
        }
        return current;
    }

    @Override
    public synchronized void close() throws IOException {
        OutputStream current = out;
        out = null;
        if (current != null) {
            current.close();
        }
    }
}
