package dev.muzon.standalone;

import dev.muzon.standalone.backup.BackupFile;
import dev.muzon.standalone.backup.BackupFile.Contents;
import dev.muzon.standalone.process.FileTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that puts a backup into an empty state folder. */
@Command(
        name = "restore",
        description = "Puts a backup into an empty state folder and an empty database. Muzon must not run there.",
        footer = "Never run the original and the restored suite at the same time: Telegram would end both sessions.")
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final StateOption state = new StateOption(UpCommand.STATE);

    @Mixin
    private final EnvOption env = new EnvOption();

    @Parameters(arity = "1", paramLabel = "FILE", description = "The backup.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, RefusedException {
        OperatorSettings settings = OperatorSettings.of(System.getenv(), env);
        BackupFile backup = SuiteData.backup(file, settings);
        Path folder = state.folder();
        StateFolder.requireUsable(folder);
        verify(backup);
        boolean done = false;
        boolean there = Files.exists(folder);
        StateFolder.prepare(folder);
        try (FolderLock _ = FolderLock.take(folder)) {
            var data = new SuiteData(folder, settings.all());
            requireEmpty(data.sessions());
            if (Files.exists(data.sessionKey())) {
                throw RefusedException.atPresent(data.sessionKey() + " is the key of other sessions: move it away with"
                        + " them first. Nothing was changed.");
            }
            Optional<Path> embedded = data.embedded();
            if (embedded.isPresent()) {
                requireEmpty(embedded.get());
            }
            Contents restored = restore(backup, data);
            done = true;
            tell(restored, data, folder);
        } finally {
            if (!done && !there) {
                FileTree.delete(folder);
            }
        }
        return ExitCode.OK;
    }

    private void tell(Contents restored, SuiteData data, Path folder) {
        PrintWriter out = spec.commandLine().getOut();
        if (!data.liesElsewhere()) {
            out.printf(
                    "Restored %s into %s. \"./muzon up%s%s\" goes on with them.%n",
                    restored.inWords(),
                    folder,
                    env.again(),
                    folder.equals(UpCommand.STATE.toAbsolutePath()) ? "" : " --state " + folder);
            return;
        }
        out.printf("Restored %s into %s and the database.%n", restored.inWords(), data.sessions());
        if (Files.exists(data.sessionKey())) {
            out.println(
                    "Their key is in the backup: \"muzon session-key\" prints it. A suite that \"./muzon up\" does not"
                            + " start needs it as MUZON_TDLIB_KEY, or as MUZON_TDLIB_KEY_FORMER where another key is set.");
        }
    }

    private void verify(BackupFile backup) throws RefusedException {
        try {
            backup.verify();
        } catch (IOException _) {
            throw SuiteData.unreadable(file);
        }
    }

    /** Leaves nothing half: what a failed attempt wrote is deleted. */
    private static Contents restore(BackupFile backup, SuiteData data) throws IOException, RefusedException {
        boolean done = false;
        try {
            Contents restored =
                    data.database(false, database -> backup.restore(database, data.sessions(), data.sessionKey()));
            if (Files.isDirectory(data.sessions())) {
                giveToTheOwner(data.sessions());
            }
            done = true;
            return restored;
        } finally {
            if (!done) {
                empty(data.sessions());
                Files.deleteIfExists(data.sessionKey());
                if (data.embedded().isPresent()) {
                    FileTree.delete(data.embedded().get());
                }
            }
        }
    }

    /** Gives what root restored to the user whose folder it is, who could not read it otherwise. */
    private static void giveToTheOwner(Path folder) throws IOException {
        Object user = Files.getAttribute(folder, "unix:uid");
        Object group = Files.getAttribute(folder, "unix:gid");
        try (Stream<Path> restored = Files.walk(folder)) {
            for (Path path : restored.toList()) {
                if (!Files.getAttribute(path, "unix:uid").equals(user)) {
                    Files.setAttribute(path, "unix:uid", user);
                    Files.setAttribute(path, "unix:gid", group);
                }
            }
        }
    }

    /** Leaves the folder itself, because it may be a volume. */
    private static void empty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.toList()) {
                FileTree.delete(child);
            }
        }
    }

    private static void requireEmpty(Path folder) throws IOException, RefusedException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> children = Files.list(folder)) {
            if (children.findAny().isPresent()) {
                throw RefusedException.atPresent(folder + " is not empty: move it away first. Nothing was changed.");
            }
        }
    }
}
