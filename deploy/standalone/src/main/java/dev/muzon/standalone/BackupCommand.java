package dev.muzon.standalone;

import dev.muzon.standalone.backup.BackupFile;
import dev.muzon.standalone.backup.BackupFile.Contents;
import dev.muzon.standalone.backup.BackupKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that saves what cannot be made again, also while everything runs. */
@Command(
        name = "backup",
        description = "Saves the database and the accounts' sessions in one encrypted file, also while Muzon runs.",
        footer = "MUZON_BACKUP_KEY in .env encrypts it: 64 hexadecimal digits, made by \"openssl rand -hex 32\".")
final class BackupCommand implements Callable<Integer> {
    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final StateOption state = new StateOption(UpCommand.STATE);

    @Mixin
    private final EnvOption env = new EnvOption();

    @Parameters(arity = "1", paramLabel = "FILE", description = "The file to write. It must not exist.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        OperatorSettings settings = OperatorSettings.of(System.getenv(), env);
        BackupKey key = SuiteData.key(
                settings,
                "Make a key once with \"openssl rand -hex 32\", set it in " + settings.file()
                        + ", and keep a copy of it elsewhere.");
        Path folder = state.folder();
        if (file.endsWith("-")) {
            throw RefusedException.asGiven(
                    "\"-\" names no file, and a backup is not written to the standard output:" + " name a file.");
        }
        FileTrouble.requireNew(file, "name another file");
        var data = new SuiteData(folder, settings.all());
        if (!data.liesElsewhere() && !Files.isDirectory(folder)) {
            throw RefusedException.asGiven(
                    "There is no folder " + folder + ": name the state folder of the run with --state.");
        }
        if (data.embedded().isPresent()) {
            StateFolder.requireOwn(folder);
        }
        boolean running = FolderLock.isHeld(folder);
        OptionalInt elsewhere = running ? RunningServices.againInItsNetwork(folder, spec) : OptionalInt.empty();
        if (elsewhere.isPresent()) {
            return elsewhere.getAsInt();
        }
        Contents saved = data.database(
                running, database -> new BackupFile(file, key).write(database, data.sessions(), data.sessionKey()));
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Saved %s in %s (%d kB).%n", saved.inWords(), file, Files.size(file) / 1024);
        if (saved.sessionFiles() == 0) {
            out.printf(
                    "There are no sessions in %s: the accounts have to log in again after a restore.%n",
                    data.sessions());
        }
        return ExitCode.OK;
    }
}
