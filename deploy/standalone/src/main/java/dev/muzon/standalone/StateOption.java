package dev.muzon.standalone;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the folder for data and logs of a run. */
final class StateOption {
    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Folder for data and logs (default: ${DEFAULT-VALUE}).")
    private Path folder;

    /** @param standard where the run's data lies when nobody names a folder */
    StateOption(Path standard) {
        folder = standard;
    }

    Path folder() {
        return folder.toAbsolutePath().normalize();
    }
}
