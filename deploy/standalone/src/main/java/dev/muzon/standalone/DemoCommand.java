package dev.muzon.standalone;

import dev.muzon.standalone.control.ControlServer;
import dev.muzon.standalone.isolation.IsolatedRun;
import dev.muzon.standalone.isolation.Relay;
import dev.muzon.standalone.process.ProcessSpec;
import dev.muzon.standalone.process.Supervisor;
import dev.muzon.standalone.suite.DemoSettings;
import dev.muzon.standalone.suite.Installation;
import dev.muzon.standalone.suite.Port;
import dev.muzon.standalone.suite.ProcessSettings;
import dev.muzon.standalone.suite.Suite;
import dev.muzon.standalone.suite.SuiteOptions;
import dev.muzon.standalone.suite.VoiceHeap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command that runs the whole suite against a simulated Telegram on this machine, with one address to open. */
@Command(
        name = "demo",
        description = "Runs everything against a simulated Telegram on this machine and prints one address to open.")
final class DemoCommand implements Callable<Integer> {
    static final Path STATE = Path.of(".muzon", "demo");

    /** The only assistant of the sandbox that has a two-step password. */
    static final String LOCKED = "Muzon Assistant II";

    /** Its password. */
    static final String PASSWORD = "nocturne";

    /** The exit code of a process that SIGKILL ended. */
    private static final int KILLED = 137;

    private static final int LOGIN_PORT = Suite.CONSOLE_PORT;

    @Mixin
    final HelpOption help = new HelpOption();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Muzon muzon;

    @Option(names = "--isolated", description = "In a separate network namespace (root, iproute2).")
    private boolean isolated;

    @Option(names = "--fresh", description = "Delete what an earlier demo left behind.")
    private boolean fresh;

    @Option(names = "--manual-login", description = "Scan the assistant's QR code yourself, on the page.")
    private boolean manualLogin;

    @Mixin
    private final StateOption state = new StateOption(STATE);

    @Option(names = "--host", hidden = true, description = "Address of the page.")
    private String host = "127.0.0.1";

    @Option(names = "--login-port", hidden = true, description = "Port of the login page on the host.")
    private @Nullable Integer loginPort;

    // Not MONGO_DB_URI of the environment: a demo must not write to the database of somebody's bot.
    @Option(names = "--mongo", hidden = true, description = "Address of a MongoDB, instead of the embedded one.")
    private @Nullable String mongo;

    @Option(
            names = "--library",
            paramLabel = "FOLDER",
            description = "Folder of music to play (default: a few pieces made for the demo).")
    private @Nullable Path library;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, RefusedException {
        if (library != null) {
            Preflight.requireMusic(library, "name another one with --library");
        }
        Path folder = state.folder();
        if (fresh) {
            StateFolder.requireOurs(folder);
        }
        StateFolder.prepare(folder);
        Installation installation = Installation.at(muzon.root);
        if (isolated) {
            FolderLock.requireFree(folder);
            Preflight.requireBuilt(installation);
            return isolated();
        }
        try (FolderLock _ = FolderLock.take(folder)) {
            Preflight.requireBuilt(installation);
            return run(installation, folder);
        }
    }

    /** Runs this command again inside a network namespace. The login page gets a port of the host's loopback. */
    private int isolated() throws IOException, InterruptedException {
        List<Relay> relays = new ArrayList<>();
        try {
            int code = IsolatedRun.of(address -> {
                if (manualLogin) {
                    Relay relay = Relay.start(loopback(0), new InetSocketAddress(address, LOGIN_PORT));
                    relays.add(relay);
                    return arguments(address, relay.port());
                }
                return arguments(address, LOGIN_PORT);
            });
            if (code == KILLED) {
                System.out.println("Muzon was killed from outside, and everything with it.");
            }
            return code;
        } finally {
            for (Relay relay : relays) {
                relay.close();
            }
        }
    }

    private List<String> arguments(String address, int loginPortOutside) {
        List<String> arguments = new ArrayList<>(List.of(
                "--root",
                muzon.root.toString(),
                "demo",
                "--host",
                address,
                "--state",
                state.folder().toString()));
        if (fresh) {
            arguments.add("--fresh");
        }
        if (manualLogin) {
            arguments.addAll(List.of("--manual-login", "--login-port", Integer.toString(loginPortOutside)));
        }
        if (mongo != null) {
            arguments.addAll(List.of("--mongo", mongo));
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
            StateFolder.prepare(folder);
        }
        var options = new SuiteOptions(
                folder,
                host,
                DemoSettings.beneath(System.getenv()),
                mongo == null ? Map.of() : Map.of("MONGO_DB_URI", mongo));
        Preflight.requireRoom(folder, new Suite(installation, options).room(true));
        try (var file = new RunFile(folder, "demo", begin)) {
            file.write();
            Console console = new Console(System.out, folder.resolve(StateFolder.LOGS), clock, file, this::loginLink);
            Supervisor supervisor = new Supervisor(clock, console);
            Suite suite = new Suite(installation, options, console);
            file.expects(suite.processes(true));
            requireFreePorts(suite, folder);
            if (library != null && isWithoutFiles(library)) {
                console.say("There is no file in " + library + ": until there is, searches find nothing");
            }
            DemoSettings settings = new DemoSettings(installation, folder, host, library, manualLogin);
            Run run = Run.untilSignalled(supervisor, console);
            if (!run.checked(() -> requireRightSettings(suite, settings, folder, console))) {
                return ExitCode.OK;
            }
            try (ControlServer control = ControlServer.start(supervisor, console::loginPage, 0, true);
                    Relay _ = loginRelay()) {
                console.say("Starting Muzon and a simulated Telegram, logs in " + folder.resolve(StateFolder.LOGS));
                run.live(() -> {
                    List<ProcessSpec> first = new ArrayList<>(List.of(suite.sandbox(settings.sandbox(control.port()))));
                    if (suite.embedsMongo()) {
                        first.addFirst(suite.mongo());
                    }
                    supervisor.startStage(first);
                    supervisor.startStage(suite.services(settings.services()));
                    console.ready(
                            begin, next(console.loginPage().orElse("that assistant-service's log names.")), later());
                });
            }
        }
        return ExitCode.OK;
    }

    /** Checks settings of the environment, if there are any. The demo's own are right. */
    private static void requireRightSettings(Suite suite, DemoSettings settings, Path folder, Console console)
            throws IOException, InterruptedException, RefusedException {
        OperatorSettings.unknownIn(System.getenv().keySet()).forEach(console::say);
        Preflight.requireRight(
                VoiceHeap.problem(System.getenv()).stream()
                        .map(problem -> new Problem(VoiceHeap.SETTING, problem, "e.g. " + VoiceHeap.EXAMPLE).inWords())
                        .toList(),
                "Correct the environment");
        if (ProcessSettings.anyIn(System.getenv().keySet())) {
            Preflight.requireRight(
                    suite.settingsCheck(settings.services())
                            .problemsUnlessKnown(
                                    folder.resolve(StateFolder.SETTINGS_CHECKED),
                                    () -> console.say("Checking the settings of the environment")),
                    "Correct the environment");
        }
    }

    private static boolean isWithoutFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.noneMatch(Files::isRegularFile);
        } catch (UncheckedIOException _) {
            return false; // nobody knows what lies in a folder that may not be entered
        }
    }

    private void requireFreePorts(Suite suite, Path folder) throws RefusedException {
        String remedy = "end what uses the ports, or run \"./muzon demo --isolated" + RunningOption.of(folder)
                + (library == null ? "" : " --library " + library) + (manualLogin ? " --manual-login" : "")
                + "\", which has its own";
        List<Port> ports = new ArrayList<>(suite.ports());
        ports.add(new Port(DemoSettings.SOCKS_PORT, "the sandbox"));
        ports.add(new Port(Suite.SANDBOX_PORT, "the sandbox", InetAddress.ofLiteral(host), ""));
        Preflight.requireNone(Preflight.taken(ports).toList(), remedy);
    }

    /** Says what to open for the link to the login page. Without a login by hand nobody needs it. */
    private String loginLink(String link) {
        if (!manualLogin) {
            return "";
        }
        return loginPort == null ? link : link.replaceFirst(":" + LOGIN_PORT + "/", ":" + loginPort + "/");
    }

    /** Starts the relay from the namespace's address to the login page, which answers on loopback only. */
    private @Nullable Relay loginRelay() throws IOException {
        return loginPort == null ? null : Relay.start(new InetSocketAddress(host, LOGIN_PORT), loopback(LOGIN_PORT));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private String open() {
        return "Open  http://%s:%d/  ".formatted(host, Suite.SANDBOX_PORT);
    }

    /** Says what a person does next, true whether or not the accounts are logged in by then. */
    String later() {
        return open() + "and type /play nocturne."
                + (manualLogin
                        ? " An account that is not logged in waits on the login page: its codes are approved on the first page."
                        : "");
    }

    String next(String loginPage) {
        String open = open();
        return manualLogin
                ? open
                        + "and beside it the login page  %s  Approve its codes on the first page. %s has the two-step password \"%s\"."
                                .formatted(loginPage, LOCKED, PASSWORD)
                : open + "and type /play nocturne.";
    }
}
