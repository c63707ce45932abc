package dev.muzon.standalone.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A random secret of one suite. It is made once, and kept in a file that only its owner can read. */
public final class KeptSecret {
    /** The name of the file with the token that the services know each other by. */
    public static final String INTERNAL_TOKEN = "internal-token";

    /** The name of the file with the key that the accounts' sessions are encrypted with. */
    public static final String TDLIB_KEY = "tdlib-key";

    /** A secret of the right form for a process that speaks to no other. */
    static final String PLACEHOLDER = "0".repeat(64);

    private static final int BYTES = 32;

    private KeptSecret() {}

    /** Returns all that were made for the suite of a state folder. */
    public static List<String> in(Path state) throws IOException {
        List<String> made = new ArrayList<>();
        for (String name : List.of(INTERNAL_TOKEN, TDLIB_KEY)) {
            Path file = state.resolve(name);
            if (Files.exists(file)) {
                made.add(Files.readString(file));
            }
        }
        return made;
    }

    static String value(Path file) throws IOException {
        String kept = Files.exists(file) ? Files.readString(file).strip() : "";
        return kept.isEmpty() ? make(file) : kept;
    }

    /** Makes the file by renaming a complete one, so that a crash leaves no half of a secret. */
    private static String make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        Files.createDirectories(file.getParent());
        Path beside = Files.createTempFile(
                file.getParent(),
                file.getFileName().toString(),
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, secret);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        return secret;
    }
}
