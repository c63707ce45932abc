package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Tests that the alerts name meters that exist, fire when they should, and lead to advice. */
class AlertsTest {
    private static final Pattern METER = Pattern.compile("muzon_[a-z_]+");
    private static final Pattern RAW = Pattern.compile("`(muzon_[a-z_]+)");
    private static final String OPERATIONS = Chart.read(Chart.ROOT.resolve("docs/operations.md"));

    @Test
    void everyAlertIsAboutAMeterThatTheOperationsPageExplains() {
        Set<String> explained = new TreeSet<>();
        RAW.matcher(OPERATIONS).results().forEach(meter -> explained.add(meter.group(1)));

        assertThat(alerts()).hasSize(12).allSatisfy(alert -> {
            Matcher meters = METER.matcher(alert.at("expr").text());
            assertThat(meters.results())
                    .isNotEmpty()
                    .allSatisfy(meter -> assertThat(explained)
                            .contains(meter.group().replaceFirst("_seconds_(sum|count|bucket)$", "_seconds")));
        });
    }

    @Test
    void everyMeterThatIsWorthAnAlertHasOne() {
        String worth =
                OPERATIONS.substring(OPERATIONS.indexOf("Worth an alert"), OPERATIONS.indexOf("## Service levels"));
        String expressions =
                alerts().stream().map(alert -> alert.at("expr").text()).toList().toString();

        assertThat(METER.matcher(worth).results().map(meter -> meter.group()))
                .hasSizeGreaterThan(5)
                .allSatisfy(meter -> assertThat(expressions).contains(meter));
    }

    @Test
    void everyAlertHasASectionThatSaysWhatToDo() {
        Set<String> sections = new TreeSet<>();
        Pattern.compile("(?m)^### (Muzon\\w+)$")
                .matcher(OPERATIONS)
                .results()
                .forEach(section -> sections.add(section.group(1)));

        assertThat(alerts())
                .extracting(alert -> alert.at("alert").text())
                .containsExactlyInAnyOrderElementsOf(sections);
        assertThat(alerts()).allSatisfy(alert -> {
            String anchor = "#" + alert.at("alert").text().toLowerCase(Locale.ROOT);
            assertThat(alert.at("annotations", "runbook").text()).isEqualTo("docs/operations.md" + anchor);
            assertThat(alert.at("annotations", "runbook_url").text())
                    .isEqualTo("https://docs.example/operations.md" + anchor);
            assertThat(alert.at("labels", "severity").text()).isIn("warning", "critical");
        });
    }

    @Test
    void alertsAreAboutTheNamespaceOfTheReleaseOnly() {
        assertThat(alerts()).allSatisfy(alert -> {
            String expression = alert.at("expr").text();
            assertThat(expression.split("muzon_[a-z_]+\\{namespace=\"music\"", -1))
                    .hasSameSizeAs(METER.split(expression, -1));
        });
    }

    @Test
    void everyServiceLevelStandsInTheOperationsPageAsTheRulesHaveIt() {
        String page = OPERATIONS.substring(OPERATIONS.indexOf("## Service levels"), OPERATIONS.indexOf("## Alerts"));

        assertThat(new Node(new Yaml().load(Chart.read(Chart.FOLDER.resolve("alerts.yaml"))))
                        .at("levels")
                        .list())
                .hasSize(3)
                .allSatisfy(level -> {
                    BigDecimal kept = BigDecimal.valueOf(100)
                            .subtract(new BigDecimal(level.at("allowed").text()).movePointRight(2));
                    assertThat(page)
                            .containsPattern(
                                    "(?m)^\\|.*\\| " + kept.stripTrailingZeros().toPlainString() + " % \\|.*`muzon:"
                                            + level.at("name").text() + ":missed_1h`");
                });
    }

    @Test
    void theMonitorReadsTheFourServicesOnceAndKeepsTheirOwnTag() {
        Manifest monitor = Chart.of("monitoring").stream()
                .filter(manifest -> manifest.kind().equals("ServiceMonitor"))
                .findFirst()
                .orElseThrow();
        Map<?, ?> wanted = monitor.spec().at("selector", "matchLabels").map();

        assertThat(Chart.of("monitoring"))
                .filteredOn(manifest -> manifest.kind().equals("Service")
                        && manifest.content().at("metadata").hasLabels(wanted)
                        && !manifest.spec().at("ports").named("management").isAbsent())
                .hasSize(4);
        assertThat(monitor.spec().at("endpoints").list()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.at("port").text()).isEqualTo("management");
            assertThat(endpoint.at("path").text()).isEqualTo("/actuator/prometheus");
            assertThat(endpoint.at("honorLabels").value()).isEqualTo(true);
        });
    }

    @Test
    void alertsFireAsPromtoolSees(@TempDir Path folder) throws Exception {
        assumeTrue(installed("promtool"), "promtool is not installed: apt-get install prometheus");
        Files.writeString(
                folder.resolve("rules.yaml"), new Yaml().dump(rule().spec().value()));
        Path test = Files.copy(Path.of("src/test/resources/alerts-test.yaml"), folder.resolve("alerts-test.yaml"));

        run("promtool", "check", "rules", folder.resolve("rules.yaml").toString());
        run("promtool", "test", "rules", test.toString());
    }

    private static List<Node> alerts() {
        return rule().spec().at("groups").list().getFirst().at("rules").list();
    }

    private static Manifest rule() {
        return Chart.of("monitoring").stream()
                .filter(manifest -> manifest.kind().equals("PrometheusRule"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("promtool", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
