package dev.muzon.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that shows the logs of a run, or of the last one. */
@Command(name = "logs", description = "Shows the end of the logs, of a run or of the last one.")
final class LogsCommand implements Callable<Integer> {
    private static final String ENDING = ".log";
    private static final long LOOK_MILLIS = 250;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final RunningOption running = new RunningOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "Whose log, bot-gateway for example (default: all).")
    private @Nullable String service;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written, until Ctrl+C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "COUNT",
            description = "Lines of each log (default: ${DEFAULT-VALUE}).")
    private int lines = 50;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        if (lines < 0) {
            throw RefusedException.asGiven("--lines takes a number of lines from 0 on, not " + lines + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<FollowedLog> logs = chosen(folder());
        for (FollowedLog log : logs) {
            log.last(lines).forEach(out::println);
        }
        out.flush();
        while (follow && !out.checkError()) {
            for (FollowedLog log : logs) {
                log.more().forEach(out::println);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return ExitCode.OK;
    }

    /** Returns the folder of logs: of what runs, else of the newest run. */
    private Path folder() throws IOException, RefusedException {
        List<Path> candidates = running.running().isEmpty() ? running.folders() : running.running();
        Path newest = null;
        for (Path state : candidates) {
            Path logs = state.resolve(StateFolder.LOGS);
            if (Files.isDirectory(logs)
                    && (newest == null
                            || Files.getLastModifiedTime(logs).compareTo(Files.getLastModifiedTime(newest)) > 0)) {
                newest = logs;
            }
        }
        if (newest == null) {
            throw RefusedException.atPresent("There are no logs: nothing has run in "
                    + candidates.stream().map(Path::toString).collect(Collectors.joining(" or ")) + ".");
        }
        return newest;
    }

    private List<FollowedLog> chosen(Path folder) throws IOException, RefusedException {
        List<String> names = names(folder);
        if (service != null && !names.contains(service)) {
            throw RefusedException.asGiven("There is no log of \"" + service + "\" in " + folder
                    + (names.isEmpty()
                            ? ", nor any other yet."
                            : ". There are those of " + String.join(", ", names) + "."));
        }
        List<FollowedLog> logs = new ArrayList<>();
        for (String name : service == null ? names : List.of(service)) {
            String prefix = service == null ? "%-20s| ".formatted(name) : "";
            logs.add(new FollowedLog(folder.resolve(name + ENDING), prefix));
        }
        return logs;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !name.contains("-crash-"))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }
}
