package dev.muzon.standalone;

import dev.muzon.standalone.process.DiskRoom;
import dev.muzon.standalone.process.ProcessState;
import dev.muzon.standalone.process.ProcessView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command that tells how a run is, from another terminal. */
@Command(
        name = "status",
        description = "Tells what runs and how it is.",
        footer =
                "Ends with 0 when everything is ready and works, 1 when something is not or does not, 3 when nothing runs.")
final class StatusCommand implements Callable<Integer> {
    /** The code that the scripts of init systems give for a program that does not run. */
    static final int NOT_RUNNING = 3;

    /** Bytes below which a disk counts as full. Less than this is gone within a minute of logs. */
    private static final long SMALLEST_ROOM = 5_000_000;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final RunningOption running = new RunningOption();

    @Mixin
    private final EnvOption env = new EnvOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> folders = running.running();
        if (folders.isEmpty()) {
            out.println(running.nothingRuns());
            return NOT_RUNNING;
        }
        boolean ready = true;
        for (Path folder : folders) {
            out.flush();
            OptionalInt elsewhere = RunningServices.againInItsNetwork(folder, spec);
            ready &= elsewhere.isPresent() ? elsewhere.getAsInt() == ExitCode.OK : print(folder, token(folder), out);
        }
        return ready ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Returns the token for which services give reasons. An empty word for none: the rest is told all the same. */
    private String token(Path folder) {
        try {
            return RunningServices.token(
                    folder, OperatorSettings.of(System.getenv(), env).all());
        } catch (IOException | RefusedException _) {
            return "";
        }
    }

    /**
     * Prints one run.
     *
     * @return whether all of it is ready and works
     */
    static boolean print(Path folder, String token, PrintWriter out) throws InterruptedException {
        Optional<String> behind = RunFile.behind(folder);
        Optional<RunRecord> found = RunFile.read(folder);
        if (found.isEmpty()) {
            out.println("Muzon in " + folder + " begins or ends at this very moment: ask again in a second.");
            warnings(folder, behind, SMALLEST_ROOM).forEach(out::println);
            return false;
        }
        RunRecord run = found.get();
        out.println("Muzon runs: " + run.inWords() + ", folder " + folder + run.versionInWords(LauncherVersion.here()));
        run.processes().forEach(entry -> out.println(line(entry, run.ports())));
        run.upcoming().forEach(process -> out.println(line(process.name(), process.inWords())));
        warnings(folder, behind, SMALLEST_ROOM).forEach(out::println);
        if (behind.isPresent()) {
            SuiteHealth.troubles(RunningServices.addresses(), token)
                    .forEach(trouble -> out.println(line(trouble.service(), "now, " + trouble.words())));
            out.println("The services themselves were asked just now. Logs: ./muzon logs" + RunningOption.of(folder));
            return false;
        }
        boolean ready = run.next() != null
                && run.processes().stream().allMatch(entry -> entry.process().state() == ProcessState.READY);
        if (!ready) {
            out.println(
                    run.next() == null
                            ? "Not ready yet."
                            : "Not everything is ready. Logs: ./muzon logs" + RunningOption.of(folder));
            return false;
        }
        List<SuiteHealth.Trouble> troubles = SuiteHealth.troubles(RunningServices.addresses(), token);
        tell(run, troubles, out);
        return troubles.stream().noneMatch(SuiteHealth.Trouble::hinders);
    }

    /**
     * Says what is wrong with the folder of a run.
     *
     * @param behind the sentence of {@link RunFile#behind}
     * @param room bytes that its disk has where it is not called full
     */
    static List<String> warnings(Path folder, Optional<String> behind, long room) {
        Optional<String> full;
        try {
            full = DiskRoom.lack(folder, room).map(lack -> lack + ". " + DiskRoom.REMEDY);
        } catch (IOException e) {
            full = Optional.of("The disk of " + folder + " does not say how much is free: " + FileTrouble.reason(e));
        }
        return Stream.of(behind, full).flatMap(Optional::stream).toList();
    }

    /** Tells what a run whose processes are all ready is good for. */
    static void tell(RunRecord run, List<SuiteHealth.Trouble> troubles, PrintWriter out) {
        troubles.forEach(trouble -> out.println(line(trouble.service(), trouble.words())));
        if (run.loginPage() != null) {
            out.println("Login page of the assistants:  " + run.loginPage());
        }
        out.println(
                troubles.stream().noneMatch(SuiteHealth.Trouble::hinders)
                        ? "Ready. " + run.next()
                        : "Everything runs, but not all of it works, see above.");
    }

    private static String line(String process, String words) {
        return String.format(Locale.ROOT, "  %-20s %s", process, words);
    }

    private static String line(RunRecord.Entry entry, Map<String, Integer> ports) {
        ProcessView process = entry.process();
        Integer number = ports.get(process.name());
        String port = number == null ? "" : "port " + number;
        String pid = process.pid() == 0 ? "" : "pid " + process.pid();
        String trouble = Stream.of(process.missing(), entry.trouble())
                .filter(Objects::nonNull)
                .map(words -> "\n      " + words)
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "  %-20s %-19s since %s  %-11s %-11s restarts %d%s",
                process.name(),
                process.state().inWords(),
                RunRecord.time(process.since()),
                pid,
                port,
                process.restarts(),
                trouble);
    }
}
