package dev.muzon.standalone.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks of who else can read the secrets, and of the rights that a successful attacker would have. */
public final class PrivacyChecks {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PrivacyChecks() {}

    /**
     * Lists the checks.
     *
     * @param files those with settings. They need not exist
     */
    public static Stream<Check> all(List<Path> files) {
        return Stream.concat(files.stream().map(file -> () -> settingsFile(file)), Stream.of(PrivacyChecks::user));
    }

    /** Looks who else may read the file. That is a warning: everything works. */
    public static Finding settingsFile(Path env) {
        if (!Files.exists(env)) {
            return Finding.well("no file " + env + ": settings come from the environment alone");
        }
        try {
            Set<PosixFilePermission> open = new HashSet<>(Files.getPosixFilePermissions(env));
            open.retainAll(OTHERS);
            return open.isEmpty()
                    ? Finding.well(env + " is its owner's alone")
                    : Finding.warning("other users may read or change " + env, "chmod 600 " + env);
        } catch (IOException | UnsupportedOperationException e) {
            return Finding.warning("the rights of " + env + " cannot be read: " + e.getMessage(), "chmod 600 " + env);
        }
    }

    private static Finding user() {
        String name = System.getProperty("user.name");
        return name.equals("root")
                ? Finding.warning(
                        "Muzon runs as root: a bug in a decoder would expose the whole machine",
                        "useradd --create-home muzon, give it this folder, and run ./muzon as that user")
                : Finding.well("runs as " + name);
    }
}
