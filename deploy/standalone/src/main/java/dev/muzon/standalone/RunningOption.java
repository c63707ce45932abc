package dev.muzon.standalone;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the state folder of a run. Without it the folders of {@code up} and {@code demo} are looked at. */
final class RunningOption {
    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "State folder of the run (default: those of up and demo).")
    private @Nullable Path named;

    /** Returns the folders that are meant. */
    List<Path> folders() {
        return named == null
                ? List.of(UpCommand.STATE.toAbsolutePath(), DemoCommand.STATE.toAbsolutePath())
                : List.of(named);
    }

    /**
     * Returns those of the folders in which a run is.
     *
     * @throws RefusedException when there is none and a folder is another user's, or a file is named
     */
    List<Path> running() throws IOException, RefusedException {
        if (named != null && Files.isRegularFile(named)) {
            throw RefusedException.asGiven(
                    named + " is a file and no folder: name the folder of the run with --state.");
        }
        List<Path> running = new ArrayList<>();
        Path closed = null;
        for (Path folder : folders()) {
            try {
                if (FolderLock.isHeld(folder)) {
                    running.add(folder);
                }
            } catch (AccessDeniedException _) {
                closed = folder;
            }
        }
        if (running.isEmpty() && closed != null) {
            throw RefusedException.atPresent(
                    "The folder " + closed + " belongs to another user: ask as that user or as root.");
        }
        return running;
    }

    /** Returns the option as a person writes it behind another command for the same folder. Empty for a usual one. */
    static String of(Path folder) {
        return Stream.of(UpCommand.STATE, DemoCommand.STATE).anyMatch(usual -> folder.equals(usual.toAbsolutePath()))
                ? ""
                : " --state " + folder;
    }

    /** Returns the option as the person wrote it, for another command. */
    String again() {
        return named == null ? "" : of(named);
    }

    /** Says that nothing runs in the folders. */
    String nothingRuns() {
        return "Muzon does not run. Looked in "
                + String.join(" and ", folders().stream().map(Path::toString).toList()) + ".";
    }
}
