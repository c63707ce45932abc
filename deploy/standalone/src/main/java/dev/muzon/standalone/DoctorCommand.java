package dev.muzon.standalone;

import dev.muzon.standalone.doctor.Check;
import dev.muzon.standalone.doctor.Finding;
import dev.muzon.standalone.doctor.HostChecks;
import dev.muzon.standalone.doctor.NativeChecks;
import dev.muzon.standalone.doctor.PrivacyChecks;
import dev.muzon.standalone.doctor.SettingsChecks;
import dev.muzon.standalone.suite.DotEnv;
import dev.muzon.standalone.suite.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command that checks everything that a run against Telegram needs. Each check names the fix for what it finds. */
@Command(
        name = "doctor",
        description = "Checks the machine, the native libraries and the settings, and names each fix.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Muzon muzon;

    @Option(names = "--env", description = "The settings (default: ${DEFAULT-VALUE}).")
    private Path env = Path.of(".env");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.at(muzon.root);
        Map<String, String> settings = new HashMap<>(System.getenv());
        settings.putAll(DotEnv.read(env));
        List<Check> checks = Stream.of(
                        HostChecks.all(Path.of(".muzon")),
                        PrivacyChecks.all(env),
                        NativeChecks.all(
                                installation.ntgcallsAddon(), installation.tdjson(), "run deploy/natives/install.sh"),
                        new SettingsChecks(settings).all())
                .flatMap(all -> all)
                .toList();
        int broken = 0;
        for (Check check : checks) {
            Finding finding = check.look();
            print(finding);
            broken += finding.level() == Finding.Level.BROKEN ? 1 : 0;
        }
        System.out.println(
                switch (broken) {
                    case 0 -> "No problems.";
                    case 1 -> "1 problem.";
                    default -> broken + " problems.";
                });
        return broken == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void print(Finding finding) {
        String mark = switch (finding.level()) {
            case WELL -> "  ok    ";
            case WARNING -> "  warn  ";
            case BROKEN -> "  FAIL  ";
        };
        System.out.println(mark + finding.what() + (finding.fix().isEmpty() ? "" : "\n          -> " + finding.fix()));
    }
}
