package dev.muzon.standalone.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret the services of one suite know each other by: made once, kept in a file only its owner reads. */
final class InternalToken {
    private static final int BYTES = 32;

    private InternalToken() {}

    static String in(Path state) throws IOException {
        Path file = state.resolve("internal-token");
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Files.createDirectories(state);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }
}
