package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that every file names the same ports. The home of a port is the default of the process that listens on it. The
 * launcher, the images, compose, the chart and the pages have copies, because none of them can read it there.
 */
class PortsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{PORT:(\\d+)}");

    /** The name of a process with a port soon behind it, or a port with the process soon behind it. */
    private static final Pattern NAMED = Pattern.compile(
            "\\b(?<name>bot-gateway|assistant-service|voice-call-service|extractor-service)\\b[^\\d\\n]{1,50}?\\b(?<port>\\d{4,5})\\b"
                    + "|\\bport (?<first>\\d{4,5}) of (?<second>bot-gateway|assistant-service|voice-call-service|extractor-service)");

    private static final Pattern TEXTS =
            Pattern.compile(".*(\\.(md|ya?ml|tpl|sh|service|txt)|Containerfile|Suite\\.java)");
    private static final Pattern OTHERS = Pattern.compile("/(target|test|node_modules|adr|\\.[^/]*)/");

    private static final Pattern STORE = Pattern.compile("mongodb://127\\.0\\.0\\.1:(\\d+)");

    @Test
    void everyProcessHasAPortOfItsOwn() throws IOException {
        assertThat(homes().values()).hasSize(8).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "README.md, 4",
        "common/service-runtime/src/main/resources/muzon-runtime.yml, 4",
        "deploy/compose/compose.yaml, 8",
        "deploy/compose/monitoring/prometheus.yaml, 4",
        "deploy/helm/muzon/templates/_helpers.tpl, 4",
        "deploy/standalone/src/main/java/dev/muzon/standalone/suite/Suite.java, 4",
        "docs/configuration.md, 4"
    })
    void copiesOfTheServicesPortsAreTrue(Path file, int least) throws IOException {
        Map<String, Integer> homes = homes();
        List<Named> named = named(file);

        assertThat(named).hasSizeGreaterThanOrEqualTo(least);
        assertThat(named).allSatisfy(it -> assertThat(homes).containsEntry(it.name(), it.port()));
    }

    @Test
    void noPageAndNoSourceNamesAnotherPortOfAService() throws IOException {
        Map<String, Integer> homes = homes();
        for (Path file : texts()) {
            assertThat(named(file))
                    .as(file.toString())
                    .filteredOn(it -> !it.equals(new Named("assistant-service", homes.get("login page"))))
                    .allSatisfy(it -> assertThat(homes).containsEntry(it.name(), it.port()));
        }
    }

    @Test
    void imagesListenOnThePortsThatTheyExpose() throws IOException {
        Map<String, Integer> homes = homes();
        String images = Files.readString(ROOT.resolve("deploy/images/Containerfile"));
        List<String> stages =
                Pattern.compile("(?m)^FROM ").splitAsStream(images).toList();

        for (String service : List.of("bot-gateway", "assistant-service", "voice-call-service", "extractor-service")) {
            assertThat(stages)
                    .filteredOn(stage -> stage.startsWith("runtime AS " + service + "\n"))
                    .singleElement()
                    .asString()
                    .contains("ENV PORT=" + homes.get(service) + " ", "\nEXPOSE " + homes.get(service) + "\n");
        }
    }

    @Test
    void theEmbeddedMongoIsLookedForWhereItListens() throws IOException {
        assertThat(texts().stream()
                        .flatMap(file -> STORE.matcher(text(file)).results())
                        .map(found -> Integer.valueOf(found.group(1))))
                .hasSizeGreaterThan(2)
                .containsOnly(homes().get("mongo"));
        assertThat(text(Path.of("deploy/standalone/src/main/java/dev/muzon/standalone/suite/Suite.java")))
                .contains("MONGO_PORT = " + homes().get("mongo") + ";");
        assertThat(text(Path.of("README.md"))).contains("| `mongo` | " + homes().get("mongo") + " |");
        assertThat(text(Path.of("docs/configuration.md")))
                .contains("| `MUZON_MONGO_PORT` | " + homes().get("mongo") + " |");
    }

    @Test
    void theLoginPageIsLookedForWhereItListens() throws IOException {
        int page = homes().get("login page");

        assertThat(text(Path.of("deploy/standalone/src/main/java/dev/muzon/standalone/suite/Suite.java")))
                .contains("CONSOLE_PORT = " + page + ";");
        assertThat(text(Path.of("deploy/helm/muzon/templates/_helpers.tpl")))
                .contains("\"muzon.pagePort\" -}}\n" + page + "\n");
        assertThat(text(Path.of("deploy/compose/compose.yaml")))
                .contains("\"127.0.0.1:" + page + ":8092\"", "\"TCP:127.0.0.1:" + page + "\"");
        assertThat(text(Path.of("README.md"))).contains("login page " + page + " |", page + ":127.0.0.1:" + page);
        assertThat(text(Path.of("docs/kubernetes.md"))).contains("assistant-service " + page + "\n");
    }

    @Test
    void theSandboxIsLookedForWhereItListens() throws IOException {
        int page = homes().get("sandbox");
        int proxy = homes().get("proxy");

        assertThat(text(Path.of("deploy/standalone/src/main/java/dev/muzon/standalone/suite/Suite.java")))
                .contains("SANDBOX_PORT = " + page + ";");
        assertThat(text(Path.of("deploy/standalone/src/main/java/dev/muzon/standalone/suite/DemoSettings.java")))
                .contains("SOCKS_PORT = " + proxy + ";");
        assertThat(text(Path.of("README.md")))
                .contains("| `sandbox` | " + page + ", " + proxy + " |", "http://<address>:" + page + "/music/");
        assertThat(text(Path.of("docs/configuration.md")))
                .contains("| `sandbox.mtproto.port` | " + proxy + " |", "| `server.*` | " + page + ", ");
        assertThat(text(Path.of("docs/troubleshooting.md"))).contains(page + " and " + proxy + " the");
    }

    /** A process and the port that a file names beside it. */
    private record Named(String name, int port) {}

    private static List<Named> named(Path file) {
        return NAMED.matcher(
                        text(file).toLowerCase(Locale.ROOT).replace('_', '-').replace("127.0.0.1", "loopback"))
                .results()
                .map(found -> found.group("name") == null
                        ? new Named(found.group("second"), Integer.parseInt(found.group("first")))
                        : new Named(found.group("name"), Integer.parseInt(found.group("port"))))
                .toList();
    }

    /** Returns the files for operators, and the settings of every module. Tests may name what they like. */
    private static List<Path> texts() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .map(ROOT::relativize)
                    .filter(file -> TEXTS.matcher(file.toString()).matches())
                    .filter(file -> !OTHERS.matcher("/" + file).find())
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Integer> homes() throws IOException {
        Map<String, Integer> homes = new LinkedHashMap<>();
        for (String module : List.of(
                "bot-gateway", "assistant-service", "voice-call-service", "extractor-service", "deploy/sandbox")) {
            String name = module.substring(module.indexOf('/') + 1);
            homes.put(name, only(DEFAULT, Path.of(module, "src/main/resources/application.yml")));
        }
        homes.put(
                "login page",
                only(
                        Pattern.compile("MUZON_CONSOLE_PORT:(\\d+)}"),
                        Path.of("assistant-service/src/main/resources/application.yml")));
        homes.put(
                "mongo",
                only(
                        Pattern.compile("DEFAULT_PORT = \"(\\d+)\""),
                        Path.of(
                                "common/embedded-mongo/src/main/java/dev/muzon/embeddedmongo/EmbeddedMongoApplication.java")));
        homes.put(
                "proxy",
                only(
                        Pattern.compile("@DefaultValue\\(\"(\\d+)\"\\) int port"),
                        Path.of("deploy/sandbox/src/main/java/dev/muzon/sandbox/mtproto/MtprotoConfiguration.java")));
        return homes;
    }

    private static int only(Pattern pattern, Path file) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(ROOT.resolve(file)));
        assertThat(matcher.find()).as("a port in " + file).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
