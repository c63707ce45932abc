package dev.muzon.standalone;

import dev.muzon.standalone.process.FileTree;
import dev.muzon.standalone.suite.KeptSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of a suite's data, logs and secrets. It belongs to its owner alone, and carries a marker: only a folder
 * that Muzon made may be emptied.
 */
final class StateFolder {
    /** Remembers settings that the services found right. */
    static final String SETTINGS_CHECKED = "settings-checked";

    static final String LOGS = "logs";

    private static final String MARKER = ".muzon-state";
    private static final Set<PosixFilePermission> OWNERS_ALONE = PosixFilePermissions.fromString("rwx------");

    /** Children that only cost time to make again. */
    private static final List<String> KEPT =
            List.of("images", "music", "models", "lost+found", MARKER, FolderLock.FILE, SETTINGS_CHECKED);

    /** Children of nobody's. A folder with no others counts as empty. */
    private static final Set<String> NOBODYS = Set.of("images", "models", "lost+found");

    /** Children by which a folder without the marker is known: a run before it, or data put back by hand. */
    private static final Set<String> SIGNS =
            Set.of(FolderLock.FILE, KeptSecret.INTERNAL_TOKEN, KeptSecret.TDLIB_KEY, "mongo", "tdlib");

    /** Children that another program may have, too. */
    private static final Set<String> USUAL =
            Set.of(LOGS, "tmp", "cache", "music", "sandbox", SETTINGS_CHECKED, RunFile.FILE, RunFile.FILE + ".tmp");

    private StateFolder() {}

    /**
     * Makes the folder if needed, and closes it to other users.
     *
     * @throws RefusedException when it is another user's or another program's, or cannot be written to
     */
    static void prepare(Path folder) throws IOException, RefusedException {
        requireUsable(folder);
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS_ALONE));
        } catch (IOException e) {
            throw unmade(folder, FileTrouble.reason(e));
        }
        if (!Files.getPosixFilePermissions(folder).equals(OWNERS_ALONE)) {
            setPermissions(folder);
        }
        Path marker = folder.resolve(MARKER);
        if (!Files.exists(marker) && holdsNothingForeign(folder)) {
            Files.writeString(marker, "Muzon made this folder and may empty it.\n");
        }
        Files.createDirectories(folder.resolve(LOGS));
    }

    private static void setPermissions(Path folder) throws RefusedException {
        try {
            Files.setPosixFilePermissions(folder, OWNERS_ALONE);
        } catch (IOException e) {
            throw RefusedException.asGiven("The folder " + folder + " cannot be closed to other users ("
                    + FileTrouble.reason(e) + "): name another one with --state.");
        }
    }

    /**
     * Refuses a folder that a run cannot have, before anything there changes.
     *
     * @param folder need not exist
     * @throws RefusedException when it cannot be made or written to, is another user's, or holds something else
     */
    static void requireUsable(Path folder) throws IOException, RefusedException {
        if (!Files.isDirectory(folder)) {
            requireMakeable(folder);
            return;
        }
        requireOwn(folder);
        if (Files.getFileStore(folder).isReadOnly()) {
            throw RefusedException.asGiven(
                    "The folder " + folder + " cannot be written to: name another one with --state.");
        }
        requireNothingForeign(folder);
    }

    /**
     * Refuses another user's folder, root's command too: the database would refuse it, and what it writes there is its own.
     *
     * @param folder exists
     */
    static void requireOwn(Path folder) throws IOException, RefusedException {
        if (!Files.getAttribute(folder, "unix:uid").equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            throw RefusedException.asGiven("The folder " + folder + " belongs to " + Files.getOwner(folder)
                    + ": run Muzon as that user, or name another folder with --state.");
        }
    }

    /** Refuses a folder that cannot be made beneath the nearest one that is there. */
    private static void requireMakeable(Path folder) throws IOException, RefusedException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw unmade(folder, "a file is in its place");
        }
        if (!Files.isExecutable(there)) { // it may be there all the same
            throw closed(folder, there);
        }
        if (!Files.isWritable(there)) {
            throw unmade(folder, "permission denied");
        }
        if (Files.getFileStore(there).getTotalSpace() == 0) { // the kernel's own, such as /proc
            throw unmade(folder, there + " takes no files");
        }
    }

    static RefusedException closed(Path folder, Path there) throws IOException {
        return RefusedException.asGiven("The folder " + folder + " is out of reach: " + there + " belongs to "
                + Files.getOwner(there) + ". Run Muzon as that user, or name another folder with --state.");
    }

    private static RefusedException unmade(Path folder, String reason) {
        return RefusedException.asGiven(
                "The folder " + folder + " cannot be made (" + reason + "): name another one with --state.");
    }

    private static void requireNothingForeign(Path folder) throws IOException, RefusedException {
        if (Files.exists(folder.resolve(MARKER))) {
            return;
        }
        Set<String> names = children(folder).stream()
                .map(child -> child.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        boolean ranHere = names.contains(FolderLock.FILE) && names.contains(KeptSecret.INTERNAL_TOKEN);
        Set<String> foreign = new TreeSet<>(names);
        foreign.removeAll(NOBODYS);
        if (names.stream().anyMatch(SIGNS::contains)) {
            foreign.removeAll(SIGNS);
            foreign.removeAll(USUAL);
        }
        if (!ranHere && !foreign.isEmpty()) {
            throw RefusedException.asGiven("The folder " + folder + " holds what Muzon did not put there (\""
                    + foreign.iterator().next() + "\"): name a new or an empty one with --state. Nothing was changed.");
        }
    }

    /**
     * Refuses a folder that {@link #empty} must not touch.
     *
     * @throws RefusedException when it holds anything and is not known to be Muzon's
     */
    static void requireOurs(Path folder) throws IOException, RefusedException {
        boolean foreign =
                Files.isDirectory(folder) && !Files.exists(folder.resolve(MARKER)) && !holdsNothingForeign(folder);
        if (foreign) {
            throw RefusedException.asGiven("--fresh would delete what lies in " + folder
                    + ", which Muzon did not make: name another folder with --state.");
        }
    }

    /**
     * Deletes an earlier run's data, except what only costs time to make again.
     *
     * @throws RefusedException as {@link #requireOurs}
     */
    static void empty(Path folder) throws IOException, RefusedException {
        requireOurs(folder);
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path child : children(folder)) {
            if (!KEPT.contains(child.getFileName().toString())) {
                FileTree.delete(child);
            }
        }
    }

    private static boolean holdsNothingForeign(Path folder) throws IOException {
        return children(folder).stream()
                .allMatch(child -> NOBODYS.contains(child.getFileName().toString()));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
