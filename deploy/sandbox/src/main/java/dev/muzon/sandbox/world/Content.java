package dev.muzon.sandbox.world;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file, in memory or on disk. */
public sealed interface Content {
    long size() throws IOException;

    InputStream open() throws IOException;

    /** Reads up to {@code limit} bytes from {@code offset}. Fewer, down to none, at the end. */
    default byte[] read(long offset, int limit) throws IOException {
        try (var in = open()) {
            in.skipNBytes(Math.min(offset, size()));
            return in.readNBytes(limit);
        }
    }

    static Content of(byte[] data) {
        return new Bytes(data);
    }

    static Content of(Path path) {
        return new OnDisk(path);
    }

    /** Content in memory. */
    final class Bytes implements Content {
        private final byte[] data;

        private Bytes(byte[] data) {
            this.data = data.clone();
        }

        @Override
        public long size() {
            return data.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(data);
        }

        @Override
        public String toString() {
            return data.length + " bytes";
        }
    }

    /** Content on disk, read when asked for. */
    record OnDisk(Path path) implements Content {
        @Override
        public long size() throws IOException {
            return Files.size(path);
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }
}
