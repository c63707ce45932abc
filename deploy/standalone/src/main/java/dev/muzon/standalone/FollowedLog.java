package dev.muzon.standalone;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A log file that is read while it grows. When it was moved aside, the new one is read from its beginning. */
final class FollowedLog {
    /** Enough for thousands of lines, and little for the memory of this program. */
    private static final int LONGEST_READ = 4 << 20;

    private static final char LINE_END = '\n';

    private final Path file;
    private final String prefix;
    private long position;

    /**
     * Makes it.
     *
     * @param prefix of each line
     */
    FollowedLog(Path file, String prefix) {
        this.file = file;
        this.prefix = prefix;
    }

    /** Returns the last whole lines, at most so many. */
    List<String> last(int count) throws IOException {
        position = Math.max(0, size() - LONGEST_READ);
        List<String> all = more();
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /** Returns the whole lines that came since. */
    List<String> more() throws IOException {
        long size = size();
        if (size < position) {
            position = 0;
        }
        byte[] bytes = new byte[(int) Math.min(LONGEST_READ, size - position)];
        if (bytes.length == 0) {
            return List.of();
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position);
            in.readFully(bytes);
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != LINE_END) {
            end--;
        }
        position += end;
        return new String(bytes, 0, end, StandardCharsets.UTF_8)
                .lines()
                .map(line -> prefix + line)
                .toList();
    }

    private long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
