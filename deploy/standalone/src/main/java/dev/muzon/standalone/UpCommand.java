package dev.muzon.standalone;

import dev.muzon.standalone.process.Supervisor;
import dev.muzon.standalone.suite.DotEnv;
import dev.muzon.standalone.suite.Installation;
import dev.muzon.standalone.suite.ProcessSettings;
import dev.muzon.standalone.suite.Suite;
import dev.muzon.standalone.suite.SuiteOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command that runs the four services against real Telegram, configured by a {@code .env} file. */
@Command(
        name = "up",
        description = "Runs the services against Telegram, with the settings of a .env file.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Muzon muzon;

    @Option(names = "--env", description = "The settings (default: ${DEFAULT-VALUE}).")
    private Path env = Path.of(".env");

    @Option(names = "--state", description = "Folder for data and logs (default: ${DEFAULT-VALUE}).")
    private Path state = Path.of(".muzon", "up");

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, RefusedException {
        Map<String, String> configured = DotEnv.read(env);
        Map<String, String> settings = new HashMap<>(System.getenv());
        settings.putAll(configured);
        List<String> missing = Stream.of("BOT_TOKEN", "API_ID", "API_HASH")
                .filter(name -> settings.getOrDefault(name, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw new RefusedException("Set " + String.join(", ", missing) + " in " + env.toAbsolutePath()
                    + ": BOT_TOKEN comes from @BotFather, API_ID and API_HASH from my.telegram.org.");
        }
        Path folder = state.toAbsolutePath().normalize();
        StateFolder.prepare(folder);
        Clock clock = Clock.systemUTC();
        Console console = new Console(System.out, folder.resolve("logs"), clock);
        Supervisor supervisor = new Supervisor(clock, console);
        Run run = Run.untilSignalled(supervisor, console);
        Suite suite = new Suite(Installation.at(muzon.root), new SuiteOptions(folder, "127.0.0.1", Map.of(), settings));
        Set<String> unknown = ProcessSettings.unknown(configured.keySet());
        if (!unknown.isEmpty()) {
            console.say("No process knows these settings: " + String.join(", ", unknown));
        }
        console.say("Starting Muzon, logs in " + folder.resolve("logs"));
        run.live(() -> {
            if (suite.embedsMongo()) {
                supervisor.startStage(List.of(suite.mongo()));
            }
            supervisor.startStage(suite.services(Map.of()));
            console.say("Ready. Log the assistants in on  "
                    + console.loginPage().orElse("the page that assistant-service's log names"));
        });
        return ExitCode.OK;
    }
}
