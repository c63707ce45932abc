package dev.muzon.extractor.source.library;

import dev.muzon.extractor.source.FileInput;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.track.AudioFileName;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The list of music in a folder. It probes only what is new or changed since the last look. */
final class LibraryScanner {
    private static final Logger log = LoggerFactory.getLogger(LibraryScanner.class);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

    private record Seen(long size, long modified) {}

    private final Path directory;
    private final Ffprobe ffprobe;
    private final Map<String, LibraryTrack> known = new HashMap<>();
    private final Map<String, Seen> unplayable = new HashMap<>();

    LibraryScanner(Path directory, Ffprobe ffprobe) {
        this.directory = directory;
        this.ffprobe = ffprobe;
    }

    /**
     * Looks at the folder.
     *
     * @return all that is playable now, or null when nothing has changed since the last look
     */
    @Nullable List<LibraryTrack> scan() throws IOException, InterruptedException {
        Map<String, Seen> present = look();
        boolean changed = known.keySet().retainAll(present.keySet());
        unplayable.keySet().retainAll(present.keySet());
        for (Map.Entry<String, Seen> entry : present.entrySet()) {
            changed |= probeIfNew(entry.getKey(), entry.getValue());
        }
        return changed ? new ArrayList<>(known.values()) : null;
    }

    private Map<String, Seen> look() throws IOException {
        Map<String, Seen> present = new HashMap<>();
        if (!Files.isDirectory(directory)) {
            return present;
        }
        Files.walkFileTree(directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 32, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && audio(file)) {
                    String path = directory.relativize(file).toString().replace(File.separatorChar, '/');
                    present.put(
                            path,
                            new Seen(
                                    attributes.size(),
                                    attributes.lastModifiedTime().toMillis()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException cause) {
                log.debug("File {} cannot be read: {}", file, cause.toString());
                return FileVisitResult.CONTINUE;
            }
        });
        return present;
    }

    private static boolean audio(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && AudioFileName.matches(name);
    }

    private boolean probeIfNew(String path, Seen seen) throws InterruptedException {
        LibraryTrack before = known.get(path);
        boolean unchanged = before != null && before.size() == seen.size() && before.modified() == seen.modified();
        if (unchanged || seen.equals(unplayable.get(path))) {
            return false;
        }
        FileInput input = new FileInput(directory.resolve(path));
        try {
            known.put(
                    path,
                    LibraryTrack.of(
                            path,
                            ffprobe.probe(input.options(), input.location(), input.reach(), PROBE_LIMIT),
                            seen.size(),
                            seen.modified()));
            unplayable.remove(path);
            return true;
        } catch (RuntimeException | Error e) {
            // For any reason: one file must not keep the others out.
            log.info("File {} left out of the library: {}", path, e.toString());
            unplayable.put(path, seen);
            return known.remove(path) != null;
        }
    }
}
