package dev.muzon.standalone;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands that {@code ./muzon} hands over once everything is built. */
@Command(
        name = "muzon",
        description = "Music in Telegram group voice chats, on one host.",
        mixinStandardHelpOptions = true,
        subcommands = {DemoCommand.class, UpCommand.class, DoctorCommand.class})
public final class Muzon implements Callable<Integer> {
    @Option(names = "--root", hidden = true, defaultValue = ".", description = "The project's folder.")
    Path root = Path.of(".");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Muzon()).execute(args));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(System.out);
        return CommandLine.ExitCode.USAGE;
    }
}
