package dev.muzon.standalone;

import dev.muzon.standalone.doctor.Finding;
import dev.muzon.standalone.doctor.HostChecks;
import dev.muzon.standalone.doctor.NetworkTrouble;
import dev.muzon.standalone.doctor.PrivacyChecks;
import dev.muzon.standalone.doctor.SettingsChecks;
import dev.muzon.standalone.process.Supervisor;
import dev.muzon.standalone.suite.Installation;
import dev.muzon.standalone.suite.Suite;
import dev.muzon.standalone.suite.SuiteOptions;
import dev.muzon.systemd.Systemd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command that runs the four services against real Telegram, configured by a {@code .env} file. */
@Command(
        name = "up",
        description = "Runs the services against Telegram, with the settings of a .env file. Ctrl+C ends them.")
final class UpCommand implements Callable<Integer> {
    /** Longest wait for Telegram before a start. */
    private static final Duration ASK = Duration.ofSeconds(3);

    static final Path STATE = Path.of(".muzon", "up");

    /** The part of bot-gateway's health that tells of Telegram, as words of a trouble begin. */
    private static final String TELEGRAM = "telegram: ";

    @Mixin
    final HelpOption help = new HelpOption();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Muzon muzon;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private final EnvOption env = new EnvOption();

    @Mixin
    private final StateOption state = new StateOption(STATE);

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, RefusedException {
        OperatorSettings settings = OperatorSettings.of(System.getenv(), env);
        Installation installation = Installation.at(muzon.root);
        Path folder = state.folder();
        StateFolder.requireUsable(folder);
        requireComplete(settings, installation, folder);
        Preflight.requireRoom(
                folder,
                new Suite(installation, new SuiteOptions(folder, "127.0.0.1", Map.of(), settings.all())).room(false));
        StateFolder.prepare(folder);
        try (FolderLock _ = FolderLock.take(folder)) {
            Preflight.requireBuilt(installation);
            return run(installation, folder, settings);
        }
    }

    private int run(Installation installation, Path folder, OperatorSettings settings)
            throws IOException, InterruptedException, ExecutionException, RefusedException {
        Clock clock = Clock.systemUTC();
        Instant begin = clock.instant();
        try (var file = new RunFile(folder, "up", begin)) {
            file.write();
            Console console = new Console(System.out, folder.resolve(StateFolder.LOGS), clock, file, link -> link);
            Suite suite =
                    new Suite(installation, new SuiteOptions(folder, "127.0.0.1", Map.of(), settings.all()), console);
            file.expects(suite.processes(false));
            Supervisor supervisor = new Supervisor(clock, console);
            Run run = Run.untilSignalled(supervisor, console);
            if (!run.checked(() -> check(settings, suite, folder, console))) {
                return ExitCode.OK;
            }
            Finding network = HostChecks.networkInterface();
            if (network.level() == Finding.Level.BROKEN) {
                console.say("Warning: " + network.what() + ". What to do: " + network.fix());
            }
            console.say("Starting Muzon, logs in " + folder.resolve(StateFolder.LOGS));
            run.live(() -> {
                if (suite.embedsMongo()) {
                    supervisor.startStage(List.of(suite.mongo()));
                }
                supervisor.startStage(suite.services(Map.of()));
                console.ready(
                        begin,
                        next(console.loginPage(), troubles(folder, settings)),
                        "Send /play in a group that has the bot.");
                // The supervisor answers, so it is not stuck.
                Systemd.of(System.getenv()).ready(() -> !supervisor.processes().isEmpty());
            });
        }
        return ExitCode.OK;
    }

    /** Checks what must be right before a start, and says what is not as it should be. */
    private void check(OperatorSettings settings, Suite suite, Path folder, Console console)
            throws IOException, InterruptedException, RefusedException {
        Preflight.requireFree(suite.ports());
        settings.unknown().forEach(console::say);
        settings.privateFiles().stream()
                .map(PrivacyChecks::settingsFile)
                .filter(rights -> rights.level() != Finding.Level.WELL)
                .forEach(rights -> console.say("Warning: " + rights.what() + ": " + rights.fix()));
        requireRight(settings.told(suite.settingsCheck(Map.of())
                .problemsUnlessKnown(
                        folder.resolve(StateFolder.SETTINGS_CHECKED),
                        () -> console.say("Checking the settings, once for these. It takes up to a minute"))));
        askTelegram(new SettingsChecks(settings.all(), settings::place, folder, _ -> false, false, ASK), console);
    }

    /** Says what a person does next, and before that what has to come back first. */
    static String next(Optional<String> loginPage, List<SuiteHealth.Trouble> troubles) {
        String login = "Log the assistants in (once) on  %s  then add the bot to a group and send /play there."
                .formatted(loginPage.orElse("the page that assistant-service's log names,"));
        return troubles.stream()
                .map(SuiteHealth.Trouble::words)
                .filter(words -> words.startsWith(TELEGRAM))
                .findFirst()
                .map(words -> "But " + words.substring(TELEGRAM.length())
                        + ". Nothing plays until ./muzon status says that no longer. Then:  " + login)
                .orElse(login);
    }

    private static List<SuiteHealth.Trouble> troubles(Path folder, OperatorSettings settings)
            throws IOException, InterruptedException {
        try {
            return SuiteHealth.troubles(RunningServices.addresses(), RunningServices.token(folder, settings.all()));
        } catch (RefusedException _) {
            return List.of(); // status tells of them
        }
    }

    /**
     * Refuses settings that are incomplete.
     *
     * @throws RefusedException naming everything that is wrong, so that one correction is enough
     */
    private void requireComplete(OperatorSettings settings, Installation installation, Path folder)
            throws IOException, InterruptedException, RefusedException {
        List<Problem> wrong = settings.problems().toList();
        if (wrong.isEmpty()) {
            return;
        }
        if (installation.missing().isEmpty()) {
            spec.commandLine().getOut().println("Checking the other settings. It takes up to a minute.");
            spec.commandLine().getOut().flush();
            wrong = settings.problems(
                    new Suite(installation, new SuiteOptions(folder, "127.0.0.1", Map.of(), settings.all()))
                            .settingsCheck(Map.of()));
        }
        requireRight(wrong.stream());
    }

    private void requireRight(Stream<Problem> problems) throws RefusedException {
        Preflight.requireRight(problems.map(Problem::inWords).toList(), env.remedy());
    }

    /**
     * Asks Telegram before anything takes long. When it is away the services go on trying.
     *
     * @throws RefusedException when Telegram does not know the bot's token
     */
    private static void askTelegram(SettingsChecks checks, Console console)
            throws InterruptedException, RefusedException {
        CompletableFuture<Finding> way = CompletableFuture.supplyAsync(checks::wayToTelegram)
                .completeOnTimeout(
                        Finding.broken("Telegram's server for accounts does not answer yet", "check the network"),
                        ASK.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            Optional<Finding> refused = checks.refusedToken();
            if (refused.isPresent()) {
                throw RefusedException.asGiven(
                        refused.get().what() + ": " + refused.get().fix() + ".");
            }
        } catch (IOException e) {
            console.say("Telegram's Bot API does not answer (" + NetworkTrouble.inWords(e)
                    + "). Muzon starts all the same, and goes on trying");
        }
        Finding found = way.join();
        if (found.level() == Finding.Level.BROKEN) {
            console.say(found.what() + ". Muzon starts all the same: " + found.fix());
        }
    }
}
