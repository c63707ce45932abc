package dev.muzon.sandbox.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A temporary folder for the bytes of files, so that large ones don't fill the memory. It is removed at the end. */
final class FileFolder implements AutoCloseable {
    /** Enough for the largest demo. A full disk would harm more than the sandbox. */
    private static final long MAX_BYTES = 4L << 30;

    private static final int CHUNK = 64 * 1024;

    private long used;

    @Nullable private Path folder;

    /**
     * Writes a file.
     *
     * @throws IOException also when all files together would be too large
     */
    Content write(InputStream in) throws IOException {
        var path = Files.createTempFile(folder(), "file", null);
        try (var out = Files.newOutputStream(path)) {
            var chunk = new byte[CHUNK];
            int read;
            while ((read = in.read(chunk)) >= 0) {
                take(read);
                out.write(chunk, 0, read);
            }
        } catch (IOException e) {
            delete(path);
            throw e;
        }
        return Content.of(path);
    }

    private synchronized void take(int bytes) throws IOException {
        if (used + bytes > MAX_BYTES) {
            throw new IOException("the sandbox keeps no more than " + MAX_BYTES + " bytes of files");
        }
        used += bytes;
    }

    /** Removes a file that this folder holds. Other contents are passed over. */
    void remove(Content content) {
        if (content instanceof Content.OnDisk(var path) && path.startsWith(folderOrNowhere())) {
            try {
                delete(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private synchronized void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            used = Math.max(0, used - Files.size(path));
            Files.delete(path);
        }
    }

    private synchronized Path folder() throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("muzon-sandbox-files");
        }
        return folder;
    }

    private synchronized Path folderOrNowhere() {
        return folder == null ? Path.of("nowhere") : folder;
    }

    @Override
    public synchronized void close() {
        if (folder == null) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folder = null;
    }
}
