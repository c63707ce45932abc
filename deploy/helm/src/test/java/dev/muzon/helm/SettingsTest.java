package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests which settings and secrets each service gets. */
class SettingsTest {
    private static final Map<String, Set<String>> SECRETS = Map.of(
            "bot-gateway", Set.of("BOT_TOKEN"),
            "assistant-service",
                    Set.of(
                            "API_ID",
                            "API_HASH",
                            "MUZON_TDLIB_KEY",
                            "MUZON_TDLIB_PROXY",
                            "MUZON_NOTES_HTTP_KEY",
                            "MUZON_CONSOLE_OIDC_CLIENT_SECRET"),
            "voice-call-service", Set.of(),
            "extractor-service", Set.of("MUZON_MUSIC_SERVERS"));

    private static final Pattern PREFIX = Pattern.compile("@ConfigurationProperties\\(\"([a-z0-9.-]+)\"\\)");

    /** A component of a record, and no parameter of a method that follows it. */
    private static final Pattern SECRET = Pattern.compile("(?m)^ {8}(?:@.* )?Secret ([a-zA-Z0-9]+)[,)]");

    private static final Set<String> SHARED = Set.of("MUZON_INTERNAL_TOKEN", "MONGO_DB_URI");

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everyVariableIsASettingThatTheConfigurationPageExplains(String set) {
        String page = Chart.read(Chart.ROOT.resolve("docs/configuration.md"));

        assertThat(Chart.workloads(Chart.of(set)).values())
                .allSatisfy(workload -> assertThat(workload.environment().list())
                        .filteredOn(
                                variable -> variable.at("valueFrom", "fieldRef").isAbsent())
                        .isNotEmpty()
                        .extracting(variable -> variable.at("name").text())
                        .doesNotHaveDuplicates()
                        .allSatisfy(name -> assertThat(page).contains("`" + name.replaceFirst("_FILE$", "") + "`")));
    }

    @Test
    void tracesAndTheFormOfLogsAreOneSettingForAllServices() {
        assertThat(Chart.workloads(Chart.of("monitoring")).values())
                .hasSize(4)
                .allSatisfy(workload -> assertThat(workload.environment().list())
                        .extracting(variable -> variable.at("name").text() + "="
                                + variable.at("value").text())
                        .contains(
                                "MUZON_TRACES_URL=http://collector.monitoring.svc:4318/v1/traces",
                                "MUZON_LOG_FORMAT=json"));
        assertThat(Chart.workloads(Chart.of(Chart.MINIMAL)).values())
                .allSatisfy(workload -> assertThat(workload.environment().list())
                        .extracting(variable -> variable.at("name").text())
                        .doesNotContain("MUZON_TRACES_URL", "MUZON_LOG_FORMAT"));
    }

    @Test
    void theIdentityProviderIsASettingOfTheLoginPageAlone() {
        Map<String, Manifest> workloads = Chart.workloads(Chart.of(Chart.EVERYTHING));
        Node environment = workloads.get("assistant-service").environment();

        assertThat(environment.named("MUZON_CONSOLE_OIDC_ISSUER").at("value").text())
                .isEqualTo("https://login.example/realms/home");
        assertThat(environment.named("MUZON_CONSOLE_OIDC_ALLOWED").at("value").text())
                .isEqualTo("anna@example.org,248289");
        assertThat(workloads.values().stream()
                        .filter(workload -> workload.environment().list().stream()
                                .anyMatch(variable -> variable.at("name").text().startsWith("MUZON_CONSOLE_OIDC")))
                        .map(Manifest::component))
                .containsExactly("assistant-service");
    }

    @Test
    void everyServiceGetsItsOwnSecretsAsFilesAndNoOthers() {
        Chart.workloads(Chart.of(Chart.EVERYTHING)).forEach((service, workload) -> {
            Set<String> wanted = new HashSet<>(SHARED);
            wanted.addAll(SECRETS.get(service));
            Set<String> files = wanted.stream().map(SettingsTest::file).collect(Collectors.toSet());

            assertThat(workload.environment().list().stream()
                            .filter(variable -> variable.at("name").text().endsWith("_FILE"))
                            .map(variable -> variable.at("name").text() + "="
                                    + variable.at("value").text()))
                    .as(service)
                    .containsExactlyInAnyOrderElementsOf(wanted.stream()
                            .map(secret -> secret + "_FILE=/run/secrets/muzon/" + file(secret))
                            .toList());
            assertThat(items(workload).map(item -> item.at("path").text()))
                    .as(service)
                    .containsExactlyInAnyOrderElementsOf(files);
        });
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void noContainerHasASecretInItsEnvironment(String set) {
        Set<String> names = SECRETS.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        names.addAll(SHARED);

        assertThat(Chart.of(set))
                .filteredOn(Manifest::hasPod)
                .flatMap(Manifest::containers)
                .flatMap(container -> container.at("env").list())
                .allSatisfy(variable -> {
                    assertThat(variable.at("name").text()).isNotIn(names);
                    assertThat(variable.at("valueFrom", "secretKeyRef").isAbsent())
                            .isTrue();
                });
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void filesOfSecretsAreReadByTheirServiceAlone(String set) {
        assertThat(Chart.workloads(Chart.of(set)).values()).allSatisfy(workload -> {
            Node mount = workload.containers().getFirst().at("volumeMounts").named("secrets");
            assertThat(mount.at("mountPath").text()).isEqualTo("/run/secrets/muzon");
            assertThat(mount.at("readOnly").value()).isEqualTo(true);
            assertThat(secrets(workload).at("defaultMode").number()).isEqualTo(0440);
        });
    }

    @Test
    void secretsThatExistAreNamedAndNoneIsMade() {
        assertThat(Chart.of(Chart.EVERYTHING))
                .noneMatch(manifest -> manifest.kind().equals("Secret"));
        assertThat(reference(Chart.of("library"), "extractor-service", "MUZON_MUSIC_SERVERS"))
                .isEqualTo("muzon-music/servers");
    }

    @Test
    void valuesBecomeOneSecretForEachServiceAndOneForAll() {
        List<Manifest> manifests = Chart.of("inline-secrets");
        Map<String, Manifest> secrets = Chart.byComponent(manifests, "Secret");

        assertThat(secrets).containsOnlyKeys("shared", "bot-gateway", "assistant-service", "extractor-service");
        assertThat(secrets.get("assistant-service").content().at("stringData").map())
                .hasToString("{api-hash=0123456789abcdef0123456789abcdef, api-id=1234567,"
                        + " tdlib-key=a key: with # signs}");
        assertThat(Chart.workloads(manifests).values())
                .allSatisfy(workload -> assertThat(
                                secrets(workload).at("sources").list())
                        .map(source -> source.at("secret", "name").text())
                        .isNotEmpty()
                        .allMatch(name -> name.equals("muzon-shared") || name.equals("muzon-" + workload.component())));
    }

    @Test
    void theHeapOfTheSettingsBeatsTheOneOfTheOptions() {
        assertThat(Chart.workloads(Chart.with("voiceCallService: {settings: {MUZON_VOICE_HEAP: 400m}}"))
                        .get("voice-call-service")
                        .environment()
                        .named("JAVA_TOOL_OPTIONS")
                        .at("value")
                        .text())
                .contains(" -Xmx192m ")
                .endsWith(" -Xmx400m");
    }

    @Test
    void aSecretThatTheChartHasNoPlaceForIsAFileOfItsServiceToo() {
        List<Manifest> manifests = Chart.with("""
                extractorService:
                  furtherSecrets:
                    MUZON_CACHE_S3_SECRET: {existingSecret: bucket, key: secret}
                    MUZON_METADATA_YANDEX_TOKEN: {key: yandex, value: a-token}
                """);
        Map<String, Manifest> workloads = Chart.workloads(manifests);

        assertThat(reference(manifests, "extractor-service", "MUZON_CACHE_S3_SECRET"))
                .isEqualTo("bucket/secret");
        assertThat(reference(manifests, "extractor-service", "MUZON_METADATA_YANDEX_TOKEN"))
                .isEqualTo("muzon-extractor-service/yandex");
        assertThat(workloads
                        .get("extractor-service")
                        .environment()
                        .named("MUZON_CACHE_S3_SECRET_FILE")
                        .at("value")
                        .text())
                .isEqualTo("/run/secrets/muzon/muzon-cache-s3-secret");
        assertThat(items(workloads.get("voice-call-service"))
                        .map(item -> item.at("path").text()))
                .doesNotContain("muzon-cache-s3-secret");
    }

    @Test
    void noSecretOfAServiceMayStandAmongItsSettings() throws IOException {
        List<String> secrets = secretsOfTheServices();

        assertThat(secrets).hasSizeGreaterThan(15).contains("BOT_TOKEN", "MUZON_CACHE_S3_SECRET");
        String settings = secrets.stream().map(name -> name + ": a").collect(Collectors.joining(", "));
        assertThatThrownBy(() -> Chart.with("extractorService: {settings: {" + settings + "}}"))
                .satisfies(refusal -> assertThat(secrets)
                        .allSatisfy(name -> assertThat(refusal.getMessage())
                                .containsPattern("(Take|Move) " + name + " (out of|from) extractorService.settings")));
    }

    @Test
    void oneKeyMayStandInSecretsOfTheOperatorAndInOneOfTheChart() {
        List<Manifest> manifests = Chart.with("""
                extractorService:
                  furtherSecrets:
                    MUZON_CACHE_S3_SECRET: {existingSecret: bucket, key: secret}
                    MUZON_COBALT_KEY: {existingSecret: cobalt, key: secret}
                    MUZON_METADATA_YANDEX_TOKEN: {key: secret, value: a-token}
                """);

        assertThat(reference(manifests, "extractor-service", "MUZON_COBALT_KEY"))
                .isEqualTo("cobalt/secret");
        assertThat(reference(manifests, "extractor-service", "MUZON_METADATA_YANDEX_TOKEN"))
                .isEqualTo("muzon-extractor-service/secret");
    }

    @Test
    void aChangedSecretReplacesThePodsThatReadIt() {
        List<Manifest> before = Chart.of("inline-secrets");
        String values = Chart.read(Path.of("src/test/resources/values/inline-secrets.yaml"));
        List<Manifest> after = Chart.with(values.replace("1:bot", "2:bot"));

        assertThat(checksum(after, "bot-gateway")).isNotEqualTo(checksum(before, "bot-gateway"));
        assertThat(checksum(after, "extractor-service")).isEqualTo(checksum(before, "extractor-service"));
    }

    @Test
    void longNumbersReachTheServiceAsTheyWereWritten() {
        Node environment =
                Chart.workloads(Chart.of("settings")).get("bot-gateway").environment();

        assertThat(environment.named("LOGGER_ID").at("value").value()).isEqualTo("-1001234567890");
    }

    /** Returns the variables of all settings that are of the type of secrets. */
    private static List<String> secretsOfTheServices() throws IOException {
        String page = Chart.read(Chart.ROOT.resolve("docs/configuration.md"));
        List<String> found = new ArrayList<>();
        for (String module : List.of(
                "bot-gateway",
                "assistant-service",
                "voice-call-service",
                "extractor-service",
                "common/service-runtime")) {
            try (Stream<Path> files = Files.walk(Chart.ROOT.resolve(module + "/src/main/java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith("Properties.java"))
                        .toList()) {
                    String source = Chart.read(file);
                    Matcher prefix = PREFIX.matcher(source);
                    if (prefix.find()) {
                        SECRET.matcher(source.substring(prefix.end()))
                                .results()
                                .map(secret -> variable(page, prefix.group(1) + "." + kebab(secret.group(1))))
                                .forEach(found::add);
                    }
                }
            }
        }
        return found;
    }

    private static String variable(String page, String key) {
        Matcher row = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\| `" + Pattern.quote(key) + "`")
                .matcher(page);
        assertThat(row.find()).as(key).isTrue();
        return row.group(1);
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String checksum(List<Manifest> manifests, String service) {
        return Chart.workloads(manifests)
                .get(service)
                .pod()
                .at("metadata", "annotations", "checksum/secrets")
                .text();
    }

    private static String reference(List<Manifest> manifests, String service, String variable) {
        Node secret = secrets(Chart.workloads(manifests).get(service)).at("sources").list().stream()
                .map(source -> source.at("secret"))
                .filter(source ->
                        source.at("items").list().getFirst().at("path").text().equals(file(variable)))
                .findFirst()
                .orElseThrow();
        return secret.at("name").text() + "/"
                + secret.at("items").list().getFirst().at("key").text();
    }

    /** Returns the volume with the secrets of a workload. */
    private static Node secrets(Manifest workload) {
        return workload.pod().at("spec", "volumes").named("secrets").at("projected");
    }

    private static Stream<Node> items(Manifest workload) {
        return secrets(workload).at("sources").list().stream()
                .flatMap(source -> source.at("secret", "items").list().stream());
    }

    private static String file(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
