package dev.muzon.standalone;

import dev.muzon.protocol.rest.DeadJobView;
import dev.muzon.protocol.rest.ServicePaths;
import dev.muzon.standalone.suite.KeptSecret;
import dev.muzon.standalone.suite.ProcessSettings;
import dev.muzon.standalone.support.Redaction;
import dev.muzon.standalone.support.SupportBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that collects what others need to help, without secrets. */
@Command(
        name = "support-bundle",
        description = "Collects logs, health, numbers and names of settings in a zip file, without secrets.",
        footer = "Songs, names and ids of chats stay in the logs. Read the file before you send it.")
final class SupportBundleCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LINES = 20_000;
    private static final String ANOTHER = "name another one with --output";

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final RunningOption running = new RunningOption();

    @Mixin
    private final EnvOption env = new EnvOption();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file to write. It must not exist (default: one with the time).")
    private @Nullable Path output;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        PrintWriter out = spec.commandLine().getOut();
        Path file = output == null ? Muzon.calledFrom().resolve(name()) : output;
        FileTrouble.requireNew(file, ANOTHER);
        List<Path> runs = running.running();
        Path folder = runs.isEmpty() ? lastUsed() : runs.getFirst();
        OptionalInt elsewhere = runs.isEmpty() ? OptionalInt.empty() : RunningServices.againInItsNetwork(folder, spec);
        if (elsewhere.isPresent()) {
            return elsewhere.getAsInt();
        }
        Map<String, String> settings = OperatorSettings.of(System.getenv(), env).all();
        var bundle = new SupportBundle(Redaction.of(settings, KeptSecret.in(folder)));
        bundle.add("machine.txt", machine(folder));
        bundle.add("settings.txt", names(settings));
        bundle.add("run.txt", run(folder, settings, !runs.isEmpty()));
        if (!runs.isEmpty()) {
            askServices(bundle, RunningServices.token(folder, settings), out);
        }
        out.println("Collecting the logs of " + folder + ".");
        addLogs(bundle, folder.resolve(StateFolder.LOGS));
        write(bundle, file);
        out.println("Wrote " + file + " (" + Files.size(file) / 1024 + " kB)."
                + " Secrets are removed. Songs, names and ids of chats are not: read it before you send it.");
        return ExitCode.OK;
    }

    static void write(SupportBundle bundle, Path file) throws RefusedException {
        try {
            bundle.write(file);
        } catch (IOException e) {
            throw RefusedException.atPresent(
                    file + " cannot be written (" + FileTrouble.reason(e) + "): " + ANOTHER + ".");
        }
    }

    private static String name() {
        return "muzon-support-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                        .format(LocalDateTime.now(ZoneId.systemDefault()))
                + ".zip";
    }

    private Path lastUsed() throws RefusedException {
        return running.folders().stream()
                .filter(folder -> Files.isDirectory(folder.resolve(StateFolder.LOGS)))
                .findFirst()
                .orElseThrow(() -> RefusedException.atPresent("There is nothing to collect: nothing has run in "
                        + running.folders().stream().map(Path::toString).collect(Collectors.joining(" or ")) + "."));
    }

    private static String machine(Path folder) throws IOException {
        Runtime machine = Runtime.getRuntime();
        return """
                muzon      %s
                system     %s %s %s
                java       %s
                cores      %d
                memory     %s
                disk free  %d MB
                """.formatted(
                        LauncherVersion.here().orElse("unknown"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        machine.availableProcessors(),
                        memory(),
                        Files.getFileStore(folder).getUsableSpace() >> 20);
    }

    private static String memory() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.limit(3).map(line -> line.replaceAll("\\s+", " ")).collect(Collectors.joining(", "));
        }
    }

    /** Lists the names only: a value may be a secret whatever its name is. */
    static String names(Map<String, String> settings) {
        List<String> names = settings.keySet().stream()
                .filter(name -> ProcessSettings.anyIn(List.of(name)))
                .sorted()
                .toList();
        return (names.isEmpty() ? "No setting is set." : String.join("\n", names)) + "\n";
    }

    private static String run(Path folder, Map<String, String> settings, boolean runs)
            throws IOException, InterruptedException, RefusedException {
        if (!runs) {
            return "Nothing runs in " + folder + ".\n";
        }
        var words = new StringWriter();
        StatusCommand.print(folder, RunningServices.token(folder, settings), new PrintWriter(words, true));
        return words.toString();
    }

    /** Asks each service, and says so before: one that is silent is waited for. */
    private static void askServices(SupportBundle bundle, String token, PrintWriter out) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            out.println(
                    "Asking " + String.join(", ", RunningServices.addresses().keySet()) + ". Each has "
                            + PATIENCE.toSeconds() + " s for each of its two answers.");
            out.flush();
            for (Map.Entry<String, URI> service : RunningServices.addresses().entrySet()) {
                for (String path : List.of("health", "prometheus")) {
                    bundle.add(
                            service.getKey() + "/" + path + ".txt",
                            answer(http, URI.create(service.getValue() + "/actuator/" + path), token));
                }
            }
        }
        out.println("Asking the services for the jobs that were given up.");
        var jobs = new DeadJobs(RunningServices.addresses(), token);
        bundle.add("jobs.txt", jobs(jobs));
    }

    static String jobs(DeadJobs asked) throws InterruptedException {
        List<DeadJobView> jobs = asked.list();
        Stream<String> lines =
                jobs.isEmpty() ? Stream.of(asked.none()) : jobs.stream().map(JobsCommand::line);
        return Stream.concat(lines, asked.silent().stream()).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String answer(HttpClient http, URI address, String token) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", ServicePaths.authorization(token))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "does not answer: " + e + "\n";
        }
    }

    private static void addLogs(SupportBundle bundle, Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            return;
        }
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                bundle.add(
                        "logs/" + file.getFileName(), String.join("\n", new FollowedLog(file, "").last(LINES)) + "\n");
            }
        }
    }
}
