package dev.muzon.extractor.source.ytdlp;

import dev.muzon.resilience.MonotonicClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Private copies of an operator's files of cookies, with what sites changed since. A copy is named after the text of its
 * file, so a file that is replaced has none. Only our own user may read them.
 */
final class CookieCopies {
    private static final Logger log = LoggerFactory.getLogger(CookieCopies.class);
    private static final String UNFINISHED = ".part";

    /** A copy that is unfinished for this long belongs to a process that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path folder;
    private final MonotonicClock clock;

    /**
     * Opens nothing yet.
     *
     * @param copies the folder of all copies
     * @param place of the files. Each has a folder for itself
     */
    CookieCopies(Path copies, Path place, MonotonicClock clock) {
        this.folder = copies.resolve(name(place.toAbsolutePath().toString()));
        this.clock = clock;
    }

    /** Returns where the copy of a file lies that has this text. */
    Path of(String text) {
        return folder.resolve(name(text) + ".txt");
    }

    private static String name(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a copy. Null when there is none that can be used. */
    @Nullable CookieText read(Path copy) {
        if (Files.notExists(copy)) {
            return null;
        }
        try {
            return CookieText.in(copy);
        } catch (IOException | IllegalArgumentException e) {
            log.debug("Copy of cookies left out: {}", e.toString());
            return null;
        }
    }

    /** Writes a copy, whole or not at all. */
    void write(Path copy, CookieText cookies) throws IOException {
        Files.createDirectories(folder, onlyOurs("rwx------"));
        Path part = Files.createTempFile(folder, "cookies-", UNFINISHED, onlyOurs("rw-------"));
        try {
            Files.writeString(part, cookies.value(), StandardCharsets.UTF_8);
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static FileAttribute<?> onlyOurs(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }

    /** Removes the copies of files that are gone or replaced, and what killed processes left. */
    void keepOnly(Set<Path> copies) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> others = all.filter(copy -> !copies.contains(copy))
                    .filter(this::isOver)
                    .toList();
            for (Path other : others) {
                Files.deleteIfExists(other);
            }
        } catch (IOException e) {
            log.debug("Copies of cookies not removed: {}", e.toString());
        }
    }

    private boolean isOver(Path copy) {
        if (!copy.toString().endsWith(UNFINISHED)) {
            return true;
        }
        try {
            return Files.getLastModifiedTime(copy)
                    .toInstant()
                    .isBefore(clock.wallTime().minus(ABANDONED));
        } catch (IOException e) {
            return false; // another process has just finished it
        }
    }
}
