package dev.muzon.e2e.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus beside a suite, with the settings and alerts of Docker Compose. It reads and judges every second. */
public final class Prometheus implements AutoCloseable {
    private static final Path MONITORING = RunningSuite.root().resolve("deploy/compose/monitoring");
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final String HERE = "127.0.0.1:9090";

    private final RunningSuite suite;
    private final Process process;

    private Prometheus(RunningSuite suite, Process process) {
        this.suite = suite;
        this.process = process;
    }

    /** Tells whether there is one, and a network for it alone. */
    public static boolean isPossible() {
        return Files.isExecutable(PROGRAM) && RunningSuite.isolated();
    }

    /** Starts it where the services run. */
    public static Prometheus start(RunningSuite suite, Path folder) throws IOException {
        String settings = Files.readString(MONITORING.resolve("prometheus.yaml"))
                .replaceAll("_interval: \\d+s", "_interval: 1s")
                .replaceAll("[a-z-]+:(\\d+)", "127.0.0.1:$1")
                .replace("/etc/prometheus", MONITORING.toString());
        Path file = Files.writeString(folder.resolve("prometheus.yaml"), settings);
        Process process = suite.insideCommand(
                        "setpriv",
                        "--pdeathsig",
                        "KILL",
                        PROGRAM.toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=" + HERE)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(suite, process);
    }

    /** Returns the values of an expression now, none while it does not answer. */
    public List<String> values(String expression) throws IOException, InterruptedException {
        var values = new ArrayList<String>();
        JsonNode answer = ask("query", "--get", "--data-urlencode", "query=" + expression);
        answer.path("data")
                .path("result")
                .forEach(series -> values.add(series.path("value").path(1).asString()));
        return values;
    }

    /** Returns each rule as its name, its health, and for an alert how it stands. */
    public List<String> rules() throws IOException, InterruptedException {
        var rules = new ArrayList<String>();
        ask("rules")
                .path("data")
                .path("groups")
                .forEach(group -> group.path("rules")
                        .forEach(rule -> rules.add(rule.path("name").asString() + " "
                                + rule.path("health").asString() + " "
                                + rule.path("state").asString("recorded"))));
        return rules;
    }

    private JsonNode ask(String what, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("curl", "-s"));
        command.addAll(List.of(options));
        command.add("http://" + HERE + "/api/v1/" + what);
        String answer = suite.inside(command.toArray(String[]::new));
        return JsonMapper.shared().readTree(answer.startsWith("{") ? answer : "{}");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
