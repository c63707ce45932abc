package dev.muzon.standalone;

import dev.muzon.standalone.process.MisconfiguredException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands that {@code ./muzon} runs once everything is built. */
@Command(
        name = "./muzon",
        description = "Music in Telegram group voice chats, on one host.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            StopCommand.class,
            LogsCommand.class,
            JobsCommand.class,
            ModelsCommand.class,
            TranscribeCommand.class,
            SupportBundleCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            SessionKeyCommand.class,
            DoctorCommand.class,
            ConsolePasswordCommand.class
        })
public final class Muzon implements Callable<Integer> {
    private static final String CALLED_FROM = "muzon.called-from";

    @Mixin
    final HelpOption help = new HelpOption();

    @Option(names = "--root", hidden = true, description = "The project's folder.")
    Path root = Path.of(".");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(run(commandLine(calledFrom()), args));
    }

    /** Runs a command. No failure is a stack trace, an {@link Error} neither. */
    static int run(CommandLine commands, String... args) {
        try {
            return commands.execute(args);
        } catch (Throwable e) { // the last place before the person
            commands.getErr().println("Muzon failed: " + FileTrouble.words(e));
            return ExitCode.SOFTWARE;
        }
    }

    /** Returns the folder in which the person stands. */
    static Path calledFrom() {
        return Path.of(System.getProperty(CALLED_FROM, "")).toAbsolutePath();
    }

    /**
     * Makes the command line.
     *
     * @param calledFrom the folder in which the person stands. Paths on the command line are relative to it
     */
    static CommandLine commandLine(Path calledFrom) {
        return new CommandLine(new Muzon())
                .registerConverter(
                        Path.class,
                        named -> calledFrom.resolve(named).toAbsolutePath().normalize())
                .setParameterExceptionHandler((e, _) -> {
                    e.getCommandLine().getErr().println(UsageTrouble.inWords(e));
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, command, _) -> {
                    command.getErr().println(line(e));
                    return code(e);
                });
    }

    private static String line(Exception e) {
        return switch (e) {
            case RefusedException refused -> String.valueOf(refused.getMessage());
            case ExecutionException failed
            when failed.getCause() instanceof MisconfiguredException ->
                "Muzon cannot start with these settings. The problems are listed above.";
            case ExecutionException failed -> "Muzon cannot start: " + reason(failed.getCause());
            default -> "Muzon failed: " + reason(e);
        };
    }

    private static String reason(@Nullable Throwable e) {
        return e instanceof IOException failed ? FileTrouble.inWords(failed) : FileTrouble.words(e);
    }

    private static int code(Exception e) {
        if (e instanceof RefusedException refused) {
            return refused.exitCode();
        }
        return e.getCause() instanceof MisconfiguredException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(System.out);
        return ExitCode.USAGE;
    }
}
