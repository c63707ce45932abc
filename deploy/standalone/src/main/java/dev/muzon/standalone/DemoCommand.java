package dev.muzon.standalone;

import dev.muzon.standalone.control.ControlServer;
import dev.muzon.standalone.isolation.IsolatedRun;
import dev.muzon.standalone.process.Supervisor;
import dev.muzon.standalone.suite.DemoSettings;
import dev.muzon.standalone.suite.Installation;
import dev.muzon.standalone.suite.Suite;
import dev.muzon.standalone.suite.SuiteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command that runs the whole suite against a simulated Telegram on this machine, with one address to open. */
@Command(
        name = "demo",
        description = "Runs everything against a simulated Telegram on this machine and prints one address to open.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Muzon muzon;

    @Option(names = "--isolated", description = "In a separate network namespace (root, iproute2).")
    private boolean isolated;

    @Option(names = "--fresh", description = "Delete what an earlier demo left behind.")
    private boolean fresh;

    @Option(names = "--manual-login", description = "Scan the assistant's QR code yourself, on the page.")
    private boolean manualLogin;

    @Option(names = "--state", description = "Folder for data and logs (default: ${DEFAULT-VALUE}).")
    private Path state = Path.of(".muzon", "demo");

    @Option(names = "--host", hidden = true, description = "Address of the page.")
    private String host = "127.0.0.1";

    @Option(names = "--library", description = "Folder of music to play (default: a few pieces made for the demo).")
    private @Nullable Path library;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, RefusedException {
        if (library != null && !Files.isDirectory(library)) {
            throw new RefusedException("The music folder " + library + " does not exist.");
        }
        Path folder = state.toAbsolutePath().normalize();
        if (fresh) {
            StateFolder.requireOurs(folder);
        }
        Installation installation = Installation.at(muzon.root);
        List<Path> missing = installation.missing();
        if (!missing.isEmpty()) {
            System.err.println("Not built yet: " + missing + ". Run ./muzon demo, which builds first.");
            return ExitCode.SOFTWARE;
        }
        if (isolated) {
            return IsolatedRun.of(this::arguments);
        }
        return run(installation, folder);
    }

    private List<String> arguments(String address) {
        List<String> arguments = new ArrayList<>(
                List.of("--root", muzon.root.toString(), "demo", "--host", address, "--state", state.toString()));
        if (fresh) {
            arguments.add("--fresh");
        }
        if (manualLogin) {
            arguments.add("--manual-login");
        }
        if (library != null) {
            arguments.addAll(List.of("--library", library.toString()));
        }
        return arguments;
    }

    private int run(Installation installation, Path folder)
            throws IOException, InterruptedException, ExecutionException, RefusedException {
        Clock clock = Clock.systemUTC();
        Instant begin = clock.instant();
        if (fresh) {
            StateFolder.empty(folder);
        }
        StateFolder.prepare(folder);
        Console console = new Console(System.out, folder.resolve("logs"), clock);
        Supervisor supervisor = new Supervisor(clock, console);
        Run run = Run.untilSignalled(supervisor, console);
        Suite suite = new Suite(installation, new SuiteOptions(folder, host, System.getenv(), Map.of()));
        try (ControlServer control = ControlServer.start(supervisor, 0, true)) {
            DemoSettings settings = new DemoSettings(installation, folder, host, library, manualLogin);
            console.say("Starting Muzon and a simulated Telegram, logs in " + folder.resolve("logs"));
            run.live(() -> {
                supervisor.startStage(List.of(suite.mongo(), suite.sandbox(settings.sandbox(control.port()))));
                supervisor.startStage(suite.services(settings.services()));
                double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
                console.say("Ready after %.1f s.  Open  http://%s:%d/".formatted(seconds, host, Suite.SANDBOX_PORT));
            });
        }
        return ExitCode.OK;
    }
}
