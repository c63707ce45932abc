package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Tests of the rules that every service of the compose file keeps. */
class ComposeTest {
    private static final Path FOLDER = Chart.ROOT.resolve("deploy/compose");
    private static final Node FILE =
            new Node(new Yaml(new LoaderOptions()).load(Chart.read(FOLDER.resolve("compose.yaml"))));

    /** Secrets of single services. */
    private static final Set<String> SECRETS =
            Set.of("BOT_TOKEN", "API_ID", "API_HASH", "MUZON_TDLIB_KEY", "MUZON_MUSIC_SERVERS");

    @Test
    void everyServiceIsWithoutRightsAndWritesOnlyToItsVolumes() {
        assertThat(services()).hasSizeGreaterThan(4).allSatisfy((name, service) -> {
            assertThat(service.at("read_only").value()).isEqualTo(true);
            assertThat(service.at("cap_drop").value()).isEqualTo(List.of("ALL"));
            assertThat(service.at("security_opt").value()).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service.map().keySet().stream().map(Object::toString))
                    .doesNotContain("privileged", "cap_add", "pid", "ipc", "devices");
            assertThat(service.at("network_mode").text()).isNotEqualTo("host");
        });
    }

    @Test
    void everyServiceHasAHealthCheckLimitsRotatedLogsAndARestart() {
        assertThat(services()).allSatisfy((name, service) -> {
            assertThat(service.at("healthcheck", "test").list()).isNotEmpty();
            assertThat(service.at("mem_limit").text()).matches("[0-9]+[mg]");
            assertThat(service.at("pids_limit").number()).isPositive();
            assertThat(service.at("logging", "options", "max-size").isAbsent()).isFalse();
            assertThat(service.at("logging", "options", "max-file").isAbsent()).isFalse();
            assertThat(service.at("restart").text()).isEqualTo("unless-stopped");
            assertThat(service.at("image").text()).contains(":").doesNotContain("latest");
            assertThat(service.at("ports").list())
                    .allSatisfy(port -> assertThat(port.text()).startsWith("127.0.0.1:"));
        });
    }

    @Test
    void aHundredCallsHaveRoomForTheirThreadsEvenWhileTracksChange() {
        assertThat(services().get("voice-call-service").at("pids_limit").number())
                .isGreaterThan(100 * 27 + 300);
    }

    @Test
    void everyVariableIsASettingThatTheConfigurationPageExplains() {
        String page = Chart.read(Chart.ROOT.resolve("docs/configuration.md"));

        assertThat(muzon())
                .hasSize(4)
                .allSatisfy((name, service) -> assertThat(variables(service).keySet())
                        .allSatisfy(variable -> assertThat(page).contains("`" + setting(variable) + "`")));
        assertThat(Pattern.compile("\\$\\{(MUZON_\\w+)")
                        .matcher(Chart.read(FOLDER.resolve("compose.yaml")))
                        .results()
                        .map(variable -> variable.group(1)))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(page).contains("`" + variable + "`"));
    }

    @Test
    void oneLineOfTheSettingsTurnsOnTheTracesOrTheJsonLogsOfAllServices() {
        assertThat(muzon()).hasSize(4).allSatisfy((name, service) -> {
            assertThat(taken(name)).contains("MUZON_TRACES_URL", "MUZON_LOG_FORMAT");
        });
        assertThat(Chart.read(Chart.ROOT.resolve("docs/configuration.md")))
                .contains("| `MUZON_TRACES_URL` | `muzon.traces.url` | none |")
                .contains("| `MUZON_LOG_FORMAT` | `muzon.log.format` | `text` |");
    }

    // What people wrote into the file of a service was beaten by a default of this one.
    @Test
    void theFileOfAServiceBeatsDotEnvAndNothingThatItMaySayIsFixed() {
        assertThat(muzon()).hasSize(4).allSatisfy((name, service) -> {
            List<Node> files = service.at("env_file").list();
            assertThat(files.stream().limit(2).map(Node::text))
                    .containsExactly("settings/suite.env", "settings/" + name + ".env");
            assertThat(files.getLast().map()).isEqualTo(Map.of("path", name + ".env", "required", false));
            assertThat(variables(service).values()).noneMatch(value -> value.contains("$"));
            assertThat(variables(service).keySet().stream().map(ComposeTest::setting))
                    .doesNotContainAnyElementsOf(taken(name));
        });
    }

    // A file with its address ended every service: the address was set beside it.
    @Test
    void theAddressOfADatabaseMayStandInAFile() {
        assertThat(muzon())
                .allSatisfy((name, service) -> assertThat(variables(service)).doesNotContainKey("MONGO_DB_URI"));
        assertThat(Chart.read(FOLDER.resolve("settings/suite.env")).lines())
                .noneMatch(line -> line.startsWith("MONGO_DB_URI"));
    }

    @Test
    void aServiceMayTakeLongerThanItsDrainToEnd() {
        assertThat(muzon())
                .allSatisfy((name, service) -> assertThat(
                                service.at("stop_grace_period").text())
                        .isEqualTo("${MUZON_DRAIN_DEADLINE:-20s}40s"));
    }

    @Test
    void everySettingThatTheFileTakesFromDotEnvHasTheNameThatItHasElsewhere() {
        Set<String> ofComposeAlone = Set.of(
                "IMAGE_PREFIX",
                "IMAGE_TAG",
                "MONGO_IMAGE",
                "SOCAT_IMAGE",
                "PROMETHEUS_IMAGE",
                "GRAFANA_IMAGE",
                "GRAFANA_PASSWORD",
                "MUSIC");
        String page = Chart.read(Chart.ROOT.resolve("docs/configuration.md"));

        assertThat(Pattern.compile("\\$\\{(\\w+)")
                        .matcher(Chart.read(FOLDER.resolve("compose.yaml")))
                        .results()
                        .map(variable -> variable.group(1))
                        .filter(variable -> !ofComposeAlone.contains(variable)))
                .contains("MUZON_DRAIN_DEADLINE", "MUZON_LIBRARY_DIR")
                .allSatisfy(variable -> assertThat(page).contains("`" + variable + "`"));
    }

    @Test
    void everyImageOfOthersCanBePinnedByItsDigest() {
        assertThat(services())
                .hasSize(8)
                .allSatisfy((name, service) ->
                        assertThat(service.at("image").text()).matches("\\$\\{[A-Z]+_(?:IMAGE|PREFIX):-[^}]+}.*"));
        assertThat(Chart.read(FOLDER.resolve("compose.yaml"))).contains("@sha256:");
    }

    @Test
    void theReplicaSetOfTheDatabaseIsTheOneThatTheServicesAskFor() {
        Node mongo = services().get("mongo");
        String uri = Chart.read(FOLDER.resolve("settings/suite.env"));
        List<String> command =
                mongo.at("command").list().stream().map(Node::text).toList();
        String health = mongo.at("healthcheck", "test").list().getLast().text();
        String name = command.get(command.indexOf("--replSet") + 1);

        assertThat(uri).endsWith("MONGO_URI=mongodb://mongo:27017/muzon?replicaSet=" + name + "\n");
        assertThat(health)
                .contains("rs.initiate({_id: \"" + name + "\", members: [{_id: 0, host: \"mongo:27017\"}]})")
                .contains("isWritablePrimary");
        assertThat(muzon())
                .allSatisfy((service, content) -> assertThat(
                                content.at("depends_on", "mongo", "condition").text())
                        .isEqualTo("service_healthy"));
    }

    @Test
    void everyServiceGetsTheSecretsThatItGetsOnKubernetesAndNoOthers() {
        Map<String, Manifest> workloads = Chart.workloads(Chart.of(Chart.EVERYTHING));

        assertThat(muzon()).allSatisfy((name, service) -> {
            Set<String> wanted = workloads.get(name).environment().list().stream()
                    .map(variable -> setting(variable.at("name").text()))
                    .filter(SECRETS::contains)
                    .collect(Collectors.toSet());
            assertThat(Stream.concat(variables(service).keySet().stream(), taken(name).stream())
                            .map(ComposeTest::setting)
                            .filter(SECRETS::contains))
                    .containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(variables(service)).containsKey("MUZON_INTERNAL_TOKEN_FILE");
            assertThat(taken(name)).contains("MONGO_DB_URI");
        });
    }

    @Test
    void everySecretIsAFileThatItsServicesReadAndThePageMakes() {
        String page = Chart.read(Chart.ROOT.resolve("docs/operations.md"));

        assertThat(FILE.at("secrets").map()).hasSize(5).allSatisfy((name, secret) -> {
            assertThat(new Node(secret).at("file").text()).isEqualTo("./secrets/" + name);
            assertThat(page).contains(" > secrets/" + name + "\n");
        });
        assertThat(muzon())
                .allSatisfy((name, service) -> assertThat(variables(service).entrySet().stream()
                                .filter(variable -> variable.getKey().endsWith("_FILE"))
                                .map(Map.Entry::getValue))
                        .containsExactlyInAnyOrderElementsOf(service.at("secrets").list().stream()
                                .map(secret -> "/run/secrets/" + secret.text())
                                .toList()));
    }

    @Test
    void everyServiceSeesAFolderWithFurtherSecretsOfItsOwnAlone() {
        assertThat(muzon()).allSatisfy((name, service) -> {
            List<Node> folders = service.at("volumes").list().stream()
                    .filter(volume -> volume.at("source").text().startsWith("./secrets"))
                    .toList();
            assertThat(folders).singleElement().satisfies(folder -> {
                assertThat(folder.at("source").text()).isEqualTo("./secrets/" + name);
                assertThat(folder.at("target").text()).isEqualTo("/run/own-secrets");
                assertThat(folder.at("read_only").value()).isEqualTo(true);
            });
        });
        assertThat(Chart.read(Chart.ROOT.resolve("docs/operations.md"))).contains("_FILE=/run/own-secrets/");
    }

    @Test
    void theCookiesOfAccountsAreFilesThatOnlyTheExtractorReads() {
        assertThat(muzon()).allSatisfy((name, service) -> {
            List<Node> mounts = service.at("volumes").list().stream()
                    .filter(volume -> volume.at("source").text().contains("secrets/cookies"))
                    .toList();
            assertThat(mounts).hasSize(name.equals("extractor-service") ? 1 : 0).allSatisfy(mount -> {
                assertThat(mount.at("source").text()).isEqualTo("${MUZON_YTDLP_COOKIES:-./secrets/cookies}");
                assertThat(mount.at("read_only").value()).isEqualTo(true);
                assertThat(variables(service))
                        .containsEntry("MUZON_YTDLP_COOKIES", mount.at("target").text());
            });
        });
        assertThat(Chart.read(Chart.ROOT.resolve("docs/operations.md"))).contains("secrets/cookies");
    }

    @Test
    void theServicesFindEachOtherWhereTheChartsPortsAre() {
        muzon().keySet().forEach(peer -> {
            String variable = "MUZON_" + peer.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
            int port = Chart.workloads(Chart.of(Chart.MINIMAL))
                    .get(peer)
                    .containers()
                    .getFirst()
                    .at("ports")
                    .list()
                    .getFirst()
                    .at("containerPort")
                    .number();
            String url = "http://" + peer + ":" + port;
            assertThat(muzon().values())
                    .allSatisfy(service -> assertThat(variables(service)).containsEntry(variable, url));
            assertThat(variables(muzon().get(peer))).containsEntry("MUZON_SELF_URL", url);
            assertThat(Chart.read(FOLDER.resolve("monitoring/prometheus.yaml"))).contains(peer + ":" + port);
        });
    }

    @Test
    void theImagesAreThoseOfThisVersion() {
        String version = new Node(new Yaml().load(Chart.read(Chart.FOLDER.resolve("Chart.yaml"))))
                .at("appVersion")
                .text();

        assertThat(muzon())
                .allSatisfy((name, service) -> assertThat(service.at("image").text())
                        .isEqualTo("${IMAGE_PREFIX:-localhost/}muzon-" + name + ":${IMAGE_TAG:-" + version + "}"));
    }

    @Test
    void theDatabaseIsReachableByTheServicesAlone() {
        assertThat(FILE.at("networks", "store", "internal").value()).isEqualTo(true);
        assertThat(services().get("mongo").at("networks").value()).isEqualTo(List.of("store"));
        assertThat(services()).allSatisfy((name, service) -> {
            boolean inside = service.at("networks").list().stream()
                    .anyMatch(it -> it.text().equals("store"));
            assertThat(inside).isEqualTo(name.equals("mongo") || muzon().containsKey(name));
        });
    }

    @Test
    void everyMountedFileAndEveryNamedVolumeAndNetworkExists() {
        assertThat(services()).allSatisfy((name, service) -> {
            service.at("volumes").list().stream()
                    .filter(volume -> volume.map().isEmpty())
                    .map(volume -> volume.text().split(":", -1)[0])
                    .forEach(source -> {
                        if (source.startsWith(".")) {
                            assertThat(Files.exists(FOLDER.resolve(source)))
                                    .as(source)
                                    .isTrue();
                        } else {
                            assertThat(FILE.at("volumes").map().containsKey(source))
                                    .as(source)
                                    .isTrue();
                        }
                    });
            service.at("networks")
                    .list()
                    .forEach(network -> assertThat(FILE.at("networks").map().containsKey(network.text()))
                            .isTrue());
        });
    }

    // A webhook's address led nowhere, and models and a larger heap had no place.
    @Test
    void theFileOfThePageThatAddsToThisOneNamesWhatIsThere() {
        var block = Pattern.compile("(?s)```yaml\n# compose.override.yaml\n(.*?)```")
                .matcher(Chart.read(Chart.ROOT.resolve("docs/operations.md")));
        assertThat(block.find()).isTrue();
        Node added = new Node(new Yaml().load(block.group(1))).at("services");

        assertThat(muzon().keySet())
                .containsAll(added.map().keySet().stream().map(Object::toString).toList());
        assertThat(added.at("bot-gateway", "ports").text())
                .isEqualTo("[127.0.0.1:8081:"
                        + variables(muzon().get("bot-gateway"))
                                .get("MUZON_SELF_URL")
                                .replaceFirst(".*:", "") + "]");
        assertThat(added.at("assistant-service", "volumes").text()).isEqualTo("[./models:/var/lib/muzon/models:ro]");
        assertThat(Chart.read(Chart.ROOT.resolve("docs/configuration.md"))).contains("/var/lib/muzon/models");
    }

    private static Map<String, Node> services() {
        var found = new TreeMap<String, Node>();
        FILE.at("services").map().forEach((name, service) -> found.put(name.toString(), new Node(service)));
        return found;
    }

    /** Returns the four services of Muzon. */
    private static Map<String, Node> muzon() {
        var found = services();
        found.keySet()
                .retainAll(
                        Arrays.asList("bot-gateway", "assistant-service", "voice-call-service", "extractor-service"));
        return found;
    }

    /** Returns the settings that a service takes of the file for all. */
    private static List<String> taken(String service) {
        return Chart.read(FOLDER.resolve("settings").resolve(service + ".env"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** Returns the setting that a variable sets, by its value or by a file. */
    private static String setting(String variable) {
        return variable.replaceFirst("_FILE$", "");
    }

    private static Map<String, String> variables(Node service) {
        var found = new TreeMap<String, String>();
        service.at("environment").map().forEach((name, value) -> found.put(name.toString(), String.valueOf(value)));
        return found;
    }
}
