package dev.muzon.standalone;

import java.util.Optional;

/** The version that the launcher was called from, with its commit. */
final class LauncherVersion {
    static final String PROPERTY = "muzon.version";

    private LauncherVersion() {}

    /** Returns it in the launcher's words, empty where no launcher named it. */
    static Optional<String> here() {
        return Optional.ofNullable(System.getProperty(PROPERTY));
    }
}
