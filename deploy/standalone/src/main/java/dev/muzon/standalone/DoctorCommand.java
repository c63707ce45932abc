package dev.muzon.standalone;

import dev.muzon.standalone.doctor.Check;
import dev.muzon.standalone.doctor.Finding;
import dev.muzon.standalone.doctor.HostChecks;
import dev.muzon.standalone.doctor.NativeChecks;
import dev.muzon.standalone.doctor.PrivacyChecks;
import dev.muzon.standalone.doctor.SettingsChecks;
import dev.muzon.standalone.doctor.SpeechChecks;
import dev.muzon.standalone.doctor.WebChecks;
import dev.muzon.standalone.suite.Installation;
import dev.muzon.standalone.suite.Suite;
import dev.muzon.standalone.suite.SuiteOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command that checks everything that a run against Telegram needs. Each check names the fix for what it finds. */
@Command(
        name = "doctor",
        description = "Checks the machine, the native libraries and the settings, and names each fix. Changes nothing.",
        footer = "Ends with 0 when there is no problem, else with 1. The demo needs no tokens and no accounts.")
final class DoctorCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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
    private final StateOption state = new StateOption(UpCommand.STATE);

    private int broken;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        PrintWriter out = spec.commandLine().getOut();
        OperatorSettings settings = OperatorSettings.of(System.getenv(), env);
        Installation installation = Installation.at(muzon.root);
        Preflight.requireBuilt(installation);
        Path folder = state.folder();
        Suite suite = new Suite(installation, new SuiteOptions(folder, "127.0.0.1", Map.of(), settings.all()));
        out.println("Checking what ./muzon up needs. The demo needs no tokens and no accounts.");
        Finding place = stateFolder(folder);
        boolean usable = place.level() != Finding.Level.BROKEN;
        List<Check> checks = Stream.of(
                        Stream.<Check>of(() -> place),
                        usable ? HostChecks.disk(folder, suite.room(false)) : Stream.<Check>empty(),
                        HostChecks.all(),
                        PrivacyChecks.all(settings.privateFiles()),
                        NativeChecks.all(
                                installation.ntgcallsAddon(),
                                installation.tdjson(),
                                "run deploy/natives/install.sh",
                                ffmpeg(settings, installation)),
                        WebChecks.all(ytDlp(settings, installation), Path.of("/usr/bin/python3")),
                        WebChecks.cookies(settings.all().getOrDefault("MUZON_YTDLP_COOKIES", "")))
                .flatMap(all -> all)
                .toList();
        for (Check check : checks) {
            print(check.look(), out);
        }
        settings.unknown().forEach(unknown -> print(Finding.warning(unknown, "correct or delete the name"), out));
        List<Problem> wrong = settings.problems(suite.settingsCheck(Map.of()));
        wrong.forEach(problem -> print(Finding.broken(problem.what(), problem.remedy()), out));
        if (wrong.isEmpty()) {
            print(Finding.well("the services accept the settings"), out);
        }
        var others = new SettingsChecks(
                settings.all(),
                settings::place,
                folder,
                name -> wrong.stream().anyMatch(problem -> problem.concerns(name)),
                WebChecks.installed(ytDlp(settings, installation)),
                PATIENCE);
        for (Check check : others.all().toList()) {
            print(check.look(), out);
        }
        if (wrong.stream()
                .noneMatch(problem -> Stream.of("ENGINES", "MODELS", "SPEECH", "LOCAL_MODEL")
                        .anyMatch(name -> problem.concerns("MUZON_NOTES_" + name)))) {
            List<Check> speech = SpeechChecks.all(
                            settings.all(),
                            ModelsCommand.models(settings.all(), installation),
                            ModelsCommand.libraries(settings.all(), installation))
                    .toList();
            for (Check check : speech) {
                print(check.look(), out);
            }
        }
        if (usable) {
            place(suite, folder).forEach(found -> print(found, out));
        }
        out.println(broken == 0 ? "No problems." : Preflight.count(broken) + ".");
        return broken == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static NativeChecks.FfmpegChoice ffmpeg(OperatorSettings settings, Installation installation) {
        String name = "MUZON_FFMPEG_DIR";
        return new NativeChecks.FfmpegChoice(
                settings.all().getOrDefault(name, ""), settings.place(name), installation.jar("extractor-service"));
    }

    private static Path ytDlp(OperatorSettings settings, Installation installation) {
        String folder = settings.all().getOrDefault("MUZON_YTDLP_DIR", "");
        return folder.isBlank() ? installation.ytDlp() : Path.of(folder);
    }

    /** Looks whether a run can have its folder, by the check of a start. */
    private static Finding stateFolder(Path folder) {
        try {
            StateFolder.requireUsable(folder);
            return Finding.well("the folder " + folder + " can be used");
        } catch (RefusedException e) {
            String words = String.valueOf(e.getMessage());
            int remedy = words.lastIndexOf(": ");
            return Finding.broken(
                    words.substring(0, remedy), words.substring(remedy + 2).replaceFirst("\\.$", ""));
        } catch (IOException e) {
            return Finding.broken(FileTrouble.inWords(e), "name another folder with --state");
        }
    }

    /** Looks whether a run could begin now: nothing runs in the folder, and nobody has its ports. */
    private static Stream<Finding> place(Suite suite, Path folder) throws IOException {
        if (FolderLock.isHeld(folder)) {
            return Stream.of(Finding.well("Muzon runs in " + folder
                    + RunFile.read(folder).map(run -> ": " + run.inWords()).orElse("")));
        }
        List<Finding> taken = suite.ports().stream()
                .flatMap(port -> Preflight.taken(port).stream()
                        .map(words -> Finding.broken(words, Preflight.freePorts(List.of(port)))))
                .toList();
        return taken.isEmpty() ? Stream.of(Finding.well("the ports are free")) : taken.stream();
    }

    private void print(Finding finding, PrintWriter out) {
        String mark = switch (finding.level()) {
            case WELL -> "  ok    ";
            case WARNING -> "  warn  ";
            case BROKEN -> "  FAIL  ";
        };
        broken += finding.level() == Finding.Level.BROKEN ? 1 : 0;
        var carried = new CarriedOptions(env.again(), RunningOption.of(state.folder()));
        String fix = finding.fix().isEmpty() ? "" : "\n          -> " + carried.in(finding.fix());
        out.println(mark + carried.in(finding.what()) + fix);
        out.flush();
    }
}
