package dev.muzon.standalone.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret that the services of one suite know each other by. It is made once, and kept in a file that only its owner
 * can read.
 */
final class InternalToken {
    /** A token of the right form for a process that speaks to no other. */
    static final String PLACEHOLDER = "0".repeat(64);

    private static final int BYTES = 32;
    private static final String FILE = "internal-token";

    private InternalToken() {}

    static String in(Path state) throws IOException {
        Path file = state.resolve(FILE);
        String kept = Files.exists(file) ? Files.readString(file).strip() : "";
        return kept.isEmpty() ? make(file) : kept;
    }

    /** Makes the file by renaming a complete one, so that a crash leaves no half of a token. */
    private static String make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        Files.createDirectories(file.getParent());
        Path beside = Files.createTempFile(
                file.getParent(),
                FILE,
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, token);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        return token;
    }
}
