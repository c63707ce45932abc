package dev.muzon.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that prints the key of the sessions in a backup, for a suite elsewhere. */
@Command(
        name = "session-key",
        description =
                "Prints the key of the accounts' sessions in a backup, for a suite that \"./muzon\" does not start.",
        footer = "It is a secret: write it to a file. Set it there as MUZON_TDLIB_KEY or as MUZON_TDLIB_KEY_FORMER.")
final class SessionKeyCommand implements Callable<Integer> {
    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final EnvOption env = new EnvOption();

    @Parameters(arity = "1", paramLabel = "FILE", description = "The backup.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws RefusedException, IOException {
        OperatorSettings settings = OperatorSettings.of(System.getenv(), env);
        String key = read(settings)
                .orElseThrow(() -> RefusedException.asGiven(file + " holds no key of the sessions: it is the"
                        + " MUZON_TDLIB_KEY of the suite that it was taken of."));
        spec.commandLine().getOut().println(key.strip());
        return ExitCode.OK;
    }

    private Optional<String> read(OperatorSettings settings) throws RefusedException {
        try {
            return SuiteData.backup(file, settings).sessionKey();
        } catch (IOException _) {
            throw SuiteData.unreadable(file);
        }
    }
}
