package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.marcnuri.helm.Helm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that every manifest is one that Kubernetes takes, and that the objects find each other. */
class ManifestsTest {
    /** Kinds that the Kubernetes client has no model of. */
    private static final Set<String> CUSTOM = Set.of("ServiceMonitor", "PrometheusRule");

    @Test
    void theChartPassesHelmsOwnStrictCheck() {
        var result = new Helm(Chart.FOLDER).lint().strict().call();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @Test
    void theChartHasTheVersionOfTheProject() {
        assertThat(Chart.read(Chart.ROOT.resolve("pom.xml"))).contains("<version>" + appVersion() + "</version>");
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everyManifestFitsTheModelOfKubernetes(String set) throws Exception {
        List<Manifest> manifests = Chart.of(set);

        assertThat(manifests).hasSizeGreaterThan(14);
        for (Manifest manifest : manifests) {
            if (!CUSTOM.contains(manifest.kind())) {
                validate(manifest.kind(), new Gson().toJson(manifest.content().value()));
            }
        }
    }

    @Test
    void aMisspelledFieldDeepInAManifestIsFound() {
        String manifest = """
                {"spec": {"selector": {}, "template": {"spec": {"containers": [{"name": "a", "imagePolicy": "Always"}]}}}}
                """;

        assertThatThrownBy(() -> validate("Deployment", manifest)).rootCause().hasMessageContaining("imagePolicy");
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void noTwoObjectsHaveOneNameAndNoNameIsTooLong(String set) {
        assertThat(Chart.of(set)).extracting(Manifest::toString).doesNotHaveDuplicates();
        assertThat(Chart.of(set))
                .allSatisfy(manifest -> assertThat(manifest.name())
                        .matches("[a-z0-9-]+")
                        .hasSizeLessThanOrEqualTo(manifest.kind().equals("StatefulSet") ? 52 : 63));
        assertThat(Chart.of(set))
                .allSatisfy(manifest -> assertThat(
                                manifest.content().at("metadata", "namespace").text())
                        .isEqualTo(Chart.NAMESPACE));
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everySelectorFindsThePodsOfItsService(String set) {
        Map<String, Manifest> workloads = Chart.workloads(Chart.of(set));
        List<Manifest> selecting = Chart.of(set).stream()
                .filter(manifest -> Set.of("Deployment", "StatefulSet", "Service", "PodDisruptionBudget")
                        .contains(manifest.kind()))
                .toList();

        assertThat(workloads)
                .containsOnlyKeys("bot-gateway", "assistant-service", "voice-call-service", "extractor-service");
        assertThat(selecting).allSatisfy(manifest -> {
            Node selector = manifest.spec().at("selector");
            Map<?, ?> wanted = selector.at("matchLabels").isAbsent()
                    ? selector.map()
                    : selector.at("matchLabels").map();
            Set<String> found = workloads.entrySet().stream()
                    .filter(workload -> workload.getValue().pod().at("metadata").hasLabels(wanted))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            assertThat(wanted).isNotEmpty();
            assertThat(found).containsExactly(manifest.component());
        });
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everyServiceLeadsToAPortThatThePodOpens(String set) {
        Map<String, Manifest> workloads = Chart.workloads(Chart.of(set));

        assertThat(Chart.of(set).stream().filter(manifest -> manifest.kind().equals("Service")))
                .hasSize(6)
                .allSatisfy(service -> {
                    Node open = workloads
                            .get(service.component())
                            .containers()
                            .getFirst()
                            .at("ports");
                    assertThat(service.spec().at("ports").list())
                            .isNotEmpty()
                            .allSatisfy(port -> assertThat(port.at("port").text())
                                    .isEqualTo(open.named(port.at("name").text())
                                            .at("containerPort")
                                            .text()));
                });
    }

    private static String appVersion() {
        return Chart.read(Chart.FOLDER.resolve("Chart.yaml"))
                .lines()
                .filter(line -> line.startsWith("appVersion: "))
                .map(line -> line.substring("appVersion: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static void validate(String kind, String manifest) throws Exception {
        String version = kind.equals("HorizontalPodAutoscaler") ? "V2" : "V1";
        Class<?> model = Class.forName("io.kubernetes.client.openapi.models." + version + kind);
        model.getMethod("validateJsonElement", JsonElement.class).invoke(null, JsonParser.parseString(manifest));
    }
}
