package dev.muzon.standalone;

import dev.muzon.standalone.process.ProcessState;
import dev.muzon.standalone.process.ProcessView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that ends a run in order and waits until it is gone. */
@Command(
        name = "stop",
        description = "Ends a run in order, as Ctrl+C in its terminal does, and waits until it is gone.",
        footer = "Ends with 0 when nothing runs any more, 1 when it still runs after the time limit.")
final class StopCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 200;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final RunningOption running = new RunningOption();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for its end (default: ${DEFAULT-VALUE}).")
    private int seconds = 120;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        if (seconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--wait takes a number of seconds from 1 on, not " + seconds);
        }
        PrintWriter out = spec.commandLine().getOut();
        List<Path> folders = running.running();
        if (folders.isEmpty()) {
            out.println(running.nothingRuns());
            return ExitCode.OK;
        }
        if (folders.size() > 1) {
            throw RefusedException.asGiven("Two runs are there: name the one to stop with --state "
                    + folders.stream().map(Path::toString).collect(Collectors.joining(" or --state ")) + ".");
        }
        return stop(folders.getFirst(), out);
    }

    private int stop(Path folder, PrintWriter out) throws IOException, InterruptedException, RefusedException {
        Optional<RunRecord> run = RunFile.read(folder);
        Optional<ProcessHandle> supervisor = run.flatMap(found -> ProcessHandle.of(found.pid()));
        if (run.isEmpty() || supervisor.isEmpty()) {
            throw RefusedException.atPresent(
                    "The run in " + folder + " begins or ends at this very moment: ask again in a second.");
        }
        long begin = System.nanoTime();
        if (!supervisor.get().destroy()) {
            throw RefusedException.atPresent("Pid " + run.get().pid() + " is another user's: stop it as that user.");
        }
        out.println("Ending: " + run.get().inWords());
        out.flush();
        Set<String> told = new HashSet<>();
        RunRecord last = run.get();
        while (FolderLock.isHeld(folder)) {
            last = RunFile.read(folder).orElse(last);
            stopped(last).forEach(name -> tell(name, told, out));
            if (elapsed(begin).toSeconds() >= seconds) {
                throw RefusedException.atPresent("It still runs after " + seconds + " s. \"kill -9 "
                        + run.get().pid() + "\" ends it at once.");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        // The last ones end together with the run, whose file is gone before anybody looks again.
        names(last).forEach(name -> tell(name, told, out));
        out.println("Ended after %.1f s.".formatted(elapsed(begin).toMillis() / 1000.0));
        return ExitCode.OK;
    }

    private static Duration elapsed(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static List<String> stopped(RunRecord run) {
        return run.processes().stream()
                .map(RunRecord.Entry::process)
                .filter(process -> process.state() == ProcessState.STOPPED)
                .map(ProcessView::name)
                .toList();
    }

    private static List<String> names(RunRecord run) {
        return run.processes().stream().map(entry -> entry.process().name()).toList();
    }

    private static void tell(String process, Set<String> told, PrintWriter out) {
        if (told.add(process)) {
            out.println("  " + process + " stopped");
            out.flush();
        }
    }
}
