package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests which settings and secrets each service gets. */
class SettingsTest {
    private static final Map<String, Set<String>> SECRETS = Map.of(
            "bot-gateway", Set.of("BOT_TOKEN"),
            "assistant-service",
                    Set.of("API_ID", "API_HASH", "MUZON_TDLIB_KEY", "MUZON_TDLIB_PROXY", "MUZON_NOTES_HTTP_KEY"),
            "voice-call-service", Set.of(),
            "extractor-service", Set.of("MUZON_MUSIC_SERVERS"));

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
                        .allSatisfy(name -> assertThat(page).contains("`" + name + "`")));
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
    void everyServiceGetsItsOwnSecretsAndNoOthers() {
        Chart.workloads(Chart.of(Chart.EVERYTHING)).forEach((service, workload) -> {
            Set<String> secret = workload.environment().list().stream()
                    .filter(variable ->
                            !variable.at("valueFrom", "secretKeyRef").isAbsent())
                    .map(variable -> variable.at("name").text())
                    .collect(Collectors.toSet());
            Set<String> wanted = new HashSet<>(SHARED);
            wanted.addAll(SECRETS.get(service));
            assertThat(secret).as(service).isEqualTo(wanted);
        });
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void noSecretStandsInAPlainVariable(String set) {
        Set<String> names = SECRETS.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        names.addAll(SHARED);

        assertThat(Chart.workloads(Chart.of(set)).values())
                .allSatisfy(workload -> assertThat(workload.environment().list())
                        .filteredOn(
                                variable -> names.contains(variable.at("name").text()))
                        .allSatisfy(variable ->
                                assertThat(variable.at("value").isAbsent()).isTrue()));
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
                .allSatisfy(workload -> assertThat(workload.environment().list())
                        .map(variable -> variable.at("valueFrom", "secretKeyRef", "name"))
                        .filteredOn(name -> !name.isAbsent())
                        .allMatch(name -> name.text().equals("muzon-shared")
                                || name.text().equals("muzon-" + workload.component())));
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

    private static String checksum(List<Manifest> manifests, String service) {
        return Chart.workloads(manifests)
                .get(service)
                .pod()
                .at("metadata", "annotations", "checksum/secrets")
                .text();
    }

    private static String reference(List<Manifest> manifests, String service, String variable) {
        Node secret = Chart.workloads(manifests)
                .get(service)
                .environment()
                .named(variable)
                .at("valueFrom", "secretKeyRef");
        return secret.at("name").text() + "/" + secret.at("key").text();
    }
}
