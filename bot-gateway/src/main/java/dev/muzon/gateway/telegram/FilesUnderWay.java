package dev.muzon.gateway.telegram;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The files that Telegram is sending through this process, and how much of each has passed. */
@Component
public class FilesUnderWay {
    private final ConcurrentMap<String, Passing> passing = new ConcurrentHashMap<>();

    /** Counts the bytes of a file until it is closed. A file whose length nobody knows is not counted. */
    public InputStream counted(String fileId, RemoteFile file) {
        if (file.length().orElse(0) <= 0) {
            return file.bytes();
        }
        var counted = new Passing(fileId, file.bytes(), file.length().getAsLong());
        passing.put(fileId, counted);
        return counted;
    }

    /**
     * Returns how much of these files has passed, in percent.
     *
     * @return the part of the one that is under way, empty when none is
     */
    public OptionalInt percent(Collection<String> fileIds) {
        return fileIds.stream()
                .flatMap(id -> Stream.ofNullable(passing.get(id)))
                .mapToInt(Passing::percent)
                .findFirst();
    }

    private final class Passing extends FilterInputStream {
        private final String fileId;
        private final long length;
        private volatile long passed;

        Passing(String fileId, InputStream bytes, long length) {
            super(bytes);
            this.fileId = fileId;
            this.length = length;
        }

        int percent() {
            return (int) Math.min(100, passed * 100 / length);
        }

        @Override
        public int read() throws IOException {
            int octet = in.read();
            count(octet < 0 ? -1 : 1);
            return octet;
        }

        @Override
        public int read(byte[] target, int offset, int most) throws IOException {
            int bytes = in.read(target, offset, most);
            count(bytes);
            return bytes;
        }

        // One thread reads a stream.
        @SuppressWarnings("NonAtomicVolatileUpdate")
        private void count(int bytes) {
            if (bytes > 0) {
                passed += bytes;
            }
        }

        @Override
        public void close() throws IOException {
            passing.remove(fileId, this);
            super.close();
        }
    }
}
