package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Tests that dashboards show meters that exist, and that hosts without Kubernetes get the same alerts. */
class MonitoringTest {
    private static final Pattern METER = Pattern.compile("\\b(muzon|process|system|jvm|http)_[a-z_]+");
    private static final String OPERATIONS = Chart.read(Chart.ROOT.resolve("docs/operations.md"));

    @Test
    void everyPanelShowsMetersThatTheOperationsPageExplains() {
        List<String> expressions = expressions();

        assertThat(expressions).hasSizeGreaterThan(30);
        assertThat(expressions)
                .allSatisfy(expression -> assertThat(
                                METER.matcher(expression).results().map(MatchResult::group))
                        .isNotEmpty()
                        .allSatisfy(meter -> assertThat(OPERATIONS)
                                .contains("`" + meter.replaceFirst("_seconds_(sum|count|bucket)$", "_seconds") + "`")));
    }

    @Test
    void everyPanelSaysWhatItShows() {
        assertThat(dashboards())
                .containsOnlyKeys(
                        "muzon-accounts",
                        "muzon-calls",
                        "muzon-notes",
                        "muzon-overview",
                        "muzon-queue",
                        "muzon-sources");
        dashboards().forEach((name, dashboard) -> {
            List<Node> panels = dashboard.at("panels").list();
            assertThat(dashboard.at("uid").text()).isEqualTo(name);
            assertThat(panels).extracting(panel -> panel.at("id").number()).doesNotHaveDuplicates();
            assertThat(panels).extracting(panel -> panel.at("gridPos").text()).doesNotHaveDuplicates();
            assertThat(panels)
                    .allSatisfy(
                            panel -> assertThat(panel.at("description").text()).endsWith("."));
        });
    }

    @Test
    void theChartCarriesEachDashboardAsItIs() {
        Map<String, Object> carried = new TreeMap<>();
        Chart.of("monitoring").stream()
                .filter(manifest -> manifest.kind().equals("ConfigMap"))
                .forEach(manifest -> manifest.content()
                        .at("data")
                        .map()
                        .forEach((file, text) ->
                                carried.put(file.toString().replace(".json", ""), new Yaml().load(text.toString()))));

        Map<String, Object> files = new TreeMap<>();
        dashboards().forEach((name, dashboard) -> files.put(name, dashboard.map()));
        assertThat(carried).isEqualTo(files);
    }

    @Test
    void oneHostHasTheAlertsOfTheChart() {
        Node mine = new Node(new Yaml().load(Chart.read(Chart.ROOT.resolve("deploy/compose/monitoring/alerts.yaml"))));
        Node charts = Chart.of("monitoring").stream()
                .filter(manifest -> manifest.kind().equals("PrometheusRule"))
                .findFirst()
                .orElseThrow()
                .spec();

        assertThat(rules(mine)).isEqualTo(rules(charts));
    }

    @Test
    void prometheusReadsEveryExpression(@TempDir Path folder) throws Exception {
        assumeTrue(installed("promtool"), "promtool is not installed: apt-get install prometheus");
        List<Object> rules = new ArrayList<>();
        expressions().forEach(expression -> rules.add(Map.of("record", "panel:" + rules.size(), "expr", expression)));
        Path file = Files.writeString(
                folder.resolve("rules.yaml"),
                new Yaml().dump(Map.of("groups", List.of(Map.of("name", "dashboards", "rules", rules)))));
        Path settings = Chart.ROOT.resolve("deploy/compose/monitoring/prometheus.yaml");

        promtool("check", "rules", "--lint=none", file.toString());
        promtool("check", "config", "--syntax-only", settings.toString());
    }

    /** Returns all rules by name, each with what it says, without the namespace. */
    private static Map<String, List<String>> rules(Node groups) {
        var found = new TreeMap<String, List<String>>();
        groups.at("groups").list().stream()
                .flatMap(group -> group.at("rules").list().stream())
                .forEach(rule -> found.put(
                        rule.at("alert").text() + rule.at("record").text(),
                        List.of(
                                rule.at("expr")
                                        .text()
                                        .replaceAll("namespace=\"music\",?", "")
                                        .replace("{}", "")
                                        .replaceAll("\\s+", " "),
                                rule.at("for").text(),
                                rule.at("labels", "severity").text(),
                                rule.at("annotations", "summary").text(),
                                rule.at("annotations", "runbook").text())));
        return found;
    }

    private static List<String> expressions() {
        return dashboards().values().stream()
                .flatMap(dashboard -> dashboard.at("panels").list().stream())
                .flatMap(panel -> panel.at("targets").list().stream())
                .map(target -> target.at("expr").text())
                .toList();
    }

    /** Returns the dashboards by the names of their files. JSON is YAML. */
    private static Map<String, Node> dashboards() {
        var found = new TreeMap<String, Node>();
        try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("dashboards"))) {
            files.forEach(file -> found.put(
                    file.getFileName().toString().replace(".json", ""), new Node(new Yaml().load(Chart.read(file)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("promtool", ".txt");
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
