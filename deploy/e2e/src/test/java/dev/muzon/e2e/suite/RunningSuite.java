package dev.muzon.e2e.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The process of {@code ./muzon demo}. As root it runs in a network namespace (WebRTC needs more than loopback),
 * otherwise on the host's interface. Nothing of it outlives {@link #close()}.
 */
public final class RunningSuite implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(20);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(3);
    private static final Pattern OPEN = Pattern.compile("Ready after ([0-9.]+) s\\.\\s+Open\\s+(http://\\S+)");

    private final Process process;
    private final Path state;
    private final List<String> said = new ArrayList<>();
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();
    private final Optional<GivenMongo> mongo;

    private RunningSuite(Process process, Path state, Optional<GivenMongo> mongo) {
        this.process = process;
        this.state = state;
        this.mongo = mongo;
    }

    /**
     * Starts it and waits until all services are ready.
     *
     * @param state folder for its data and logs. Application images are kept beside it for the next suite
     * @param environment settings beside the demo's own
     * @param options of the demo command
     */
    public static RunningSuite start(Path state, Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        prepare(state);
        List<String> command = new ArrayList<>(supervisor());
        command.addAll(List.of("demo", "--state", state.toString()));
        if (isolated()) {
            command.add("--isolated");
        } else {
            command.addAll(List.of("--host", Network.interfaceAddress().orElseThrow()));
        }
        command.addAll(options);
        Optional<GivenMongo> mongo = GivenMongo.ofTheEnvironment();
        mongo.ifPresent(given -> command.addAll(List.of("--mongo", given.uri(isolated()))));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Each replica answers on a separate port.
        builder.environment().put("MUZON_PEER_NETWORKS", "127.0.0.1/32");
        builder.environment().putAll(environment);
        RunningSuite suite = new RunningSuite(builder.start(), state, mongo);
        // The end of the tests or of the bench is the end of the suite.
        Runtime.getRuntime().addShutdownHook(new Thread(suite.process::destroy));
        Thread.ofVirtual().start(suite::listen);
        try {
            if (mongo.isPresent() && isolated()) {
                mongo.get().leadInto(suite.namespace());
            }
            suite.ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            suite.close();
            throw new IOException("the suite did not start: " + suite.said + suite.logTails(), e);
        }
        return suite;
    }

    /** Makes a state folder that shares the application images of all suites. A copy of the checkout has its own. */
    static void prepare(Path state) throws IOException {
        Path images = Files.createDirectories(root().resolve("deploy/e2e/target/images"));
        Files.createDirectories(state);
        if (!Files.exists(state.resolve("images"))) {
            Files.createSymbolicLink(state.resolve("images"), state.toRealPath().relativize(images.toRealPath()));
        }
    }

    /** Returns the words that {@code ./muzon} hands its arguments to, once everything is built. */
    static List<String> supervisor() throws IOException {
        Path standalone = root().resolve("deploy/standalone/target");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                jar(standalone) + ":" + standalone.resolve("lib") + "/*",
                "dev.muzon.standalone.Muzon",
                "--root",
                root().toString());
    }

    /** Tells whether suites run in network namespaces here. */
    public static boolean isolated() {
        return Network.NAMESPACES;
    }

    public static Path root() {
        return Path.of(System.getProperty("muzon.root", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    private static Path jar(Path target) throws IOException {
        try (Stream<Path> jars = Files.list(target)) {
            return jars.filter(path -> path.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("not built: " + target));
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    said.add(line);
                }
                Matcher open = OPEN.matcher(line);
                if (open.find()) {
                    ready.complete(open);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IOException("it ended"));
    }

    /** Returns the page that a person opens. */
    public URI page() {
        return URI.create(ready.join().group(2));
    }

    /** Returns how long the start took, as the suite itself says. */
    public Duration startTime() {
        return Duration.ofMillis((long) (Double.parseDouble(ready.join().group(1)) * 1000));
    }

    /** Returns what it has printed so far. */
    public List<String> said() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    /** Returns the folder of its data and logs. */
    public Path state() {
        return state;
    }

    /** Returns a service's log so far. */
    public String log(String service) throws IOException {
        Path log = state.resolve("logs").resolve(service + ".log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** Runs a command where the services run, and returns what it printed. */
    public String inside(String... command) throws IOException, InterruptedException {
        Process run = insideCommand(command).redirectErrorStream(true).start();
        run.getOutputStream().close();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        run.waitFor();
        return output;
    }

    /** Makes a command that will run where the services run. */
    public ProcessBuilder insideCommand(String... command) {
        List<String> argv = new ArrayList<>();
        if (isolated()) {
            argv.addAll(List.of("ip", "netns", "exec", namespace()));
        }
        argv.addAll(List.of(command));
        return new ProcessBuilder(argv);
    }

    /** Starts one more instance of a service on another port. */
    public Replica replicate(String service, int port) throws IOException {
        long original = new Telegram(page()).process(service).path("pid").longValue();
        return Replica.of(this, original, port, state.resolve("logs").resolve(service + "-" + port + ".log"));
    }

    private String namespace() {
        return "muzon-" + Long.toString(process.pid(), Character.MAX_RADIX);
    }

    /** Returns the host's end of the wire to the suite, where tests serve files to it. */
    public String hostAddress() {
        String inside = page().getHost();
        return isolated() ? inside.substring(0, inside.lastIndexOf('.')) + ".1" : inside;
    }

    public String logTails() {
        StringBuilder tails = new StringBuilder();
        try (Stream<Path> logs = Files.list(state.resolve("logs"))) {
            for (Path log : logs.toList()) {
                List<String> lines = Files.readAllLines(log);
                tails.append("\n--- ").append(log.getFileName()).append('\n');
                lines.subList(Math.max(0, lines.size() - 30), lines.size())
                        .forEach(line -> tails.append(line).append('\n'));
            }
        } catch (IOException e) {
            tails.append("no logs: ").append(e);
        }
        return tails.toString();
    }

    /** Ends it as Ctrl+C does, and waits until everything has drained. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(DRAIN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        if (mongo.isPresent()) {
            mongo.get().close();
        }
    }
}
