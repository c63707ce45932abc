package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the services start, answer, end and are found as they must. */
class WorkloadsTest {
    /** After the drain come what is handed back, open requests, and the sessions that TDLib saves. */
    private static final int AFTER_THE_DRAIN = 40;

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everyServiceHasThreeProbesThatAskTheServiceAlone(String set) {
        assertThat(Chart.workloads(Chart.of(set)).values()).allSatisfy(workload -> {
            Node container = workload.containers().getFirst();
            assertThat(path(container, "startupProbe")).isEqualTo("/livez");
            assertThat(path(container, "livenessProbe")).isEqualTo("/actuator/health/liveness");
            assertThat(container.at("livenessProbe", "httpGet", "port").text()).isEqualTo("management");
            assertThat(path(container, "readinessProbe")).isEqualTo("/readyz");
            assertThat(container.at("readinessProbe", "httpGet", "port").text()).isEqualTo("http");
            assertThat(container.at("startupProbe", "failureThreshold").number()
                            * container.at("startupProbe", "periodSeconds").number())
                    .isEqualTo(300);
        });
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void theActuatorOfEveryServiceAnswersAtAPortThatIsNotItsOwn(String set) {
        assertThat(Chart.workloads(Chart.of(set)).values()).allSatisfy(workload -> {
            Node management = workload.containers().getFirst().at("ports").named("management");
            assertThat(management.at("containerPort").text())
                    .isEqualTo(workload.environment()
                            .named("MUZON_MANAGEMENT_PORT")
                            .at("value")
                            .text());
            assertThat(management.at("containerPort").number()).isNotEqualTo(port(workload));
        });
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everyPodHasTimeForItsDrainAndForWhatFollows(String set) {
        assertThat(Chart.workloads(Chart.of(set)).values()).allSatisfy(workload -> {
            int sleep = workload.containers()
                    .getFirst()
                    .at("lifecycle", "preStop", "sleep", "seconds")
                    .number();
            int drain = Integer.parseInt(workload.environment()
                    .named("MUZON_DRAIN_DEADLINE")
                    .at("value")
                    .text()
                    .replace("s", ""));
            assertThat(sleep).isPositive();
            assertThat(workload.pod()
                            .at("spec", "terminationGracePeriodSeconds")
                            .number())
                    .isGreaterThanOrEqualTo(sleep + drain + AFTER_THE_DRAIN);
        });
    }

    @Test
    void aChartThatWaitsForABackupStartsNoService() {
        List<Manifest> manifests = Chart.with("""
                restoring: true
                assistantService: {furtherSecrets: {MUZON_BACKUP_KEY: {existingSecret: backup, key: key}}}
                voiceCallService: {autoscaling: {enabled: true}}
                extractorService: {autoscaling: {enabled: true}}
                """);
        Map<String, Manifest> workloads = Chart.workloads(manifests);

        assertThat(manifests).noneMatch(manifest -> manifest.kind().equals("HorizontalPodAutoscaler"));
        for (String service : List.of("bot-gateway", "voice-call-service", "extractor-service")) {
            assertThat(workloads.get(service).spec().at("replicas").number())
                    .as(service)
                    .isZero();
        }
        Manifest assistant = workloads.get("assistant-service");
        Node waiting = assistant.containers().getFirst();
        assertThat(assistant.spec().at("replicas").number()).isEqualTo(1);
        assertThat(waiting.at("command").text()).isEqualTo("[/usr/bin/tini, --, tail, -f, /dev/null]");
        assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe", "lifecycle"))
                .allMatch(key -> waiting.at(key).isAbsent());
        assertThat(assistant.environment().named("MUZON_BACKUP_KEY_FILE").isAbsent())
                .isFalse();
    }

    @Test
    void thePagesAndTheSchemaNameThatTime() {
        assertThat(Chart.read(Chart.ROOT.resolve("docs/kubernetes.md")))
                .contains("`drainSeconds` (20), then " + AFTER_THE_DRAIN + " s to close");
        assertThat(Chart.read(Chart.ROOT.resolve("docs/operations.md")))
                .contains("give supervisors " + AFTER_THE_DRAIN + " s more than `MUZON_DRAIN_DEADLINE`");
        assertThat(Chart.read(Chart.FOLDER.resolve("values.schema.json")))
                .contains("The pod gets " + AFTER_THE_DRAIN + " s more than that.");
    }

    @Test
    void aLongerDrainMovesTheEndOfItsPodOnly() {
        Map<String, Manifest> workloads = Chart.workloads(Chart.of("scheduling"));

        assertThat(grace(workloads.get("voice-call-service"))).isEqualTo(345);
        assertThat(grace(workloads.get("bot-gateway"))).isEqualTo(65);
    }

    @Test
    void podsOfAServiceAreSpreadAndScheduledAsTheOperatorWantsThem() {
        Map<String, Manifest> workloads = Chart.workloads(Chart.of("scheduling"));

        assertThat(workloads).allSatisfy((name, workload) -> {
            Node spread = workload.pod()
                    .at("spec", "topologySpreadConstraints")
                    .list()
                    .getFirst();
            assertThat(spread.at("topologyKey").text()).isEqualTo("topology.kubernetes.io/zone");
            assertThat(workload.pod()
                            .at("metadata")
                            .hasLabels(spread.at("labelSelector", "matchLabels").map()))
                    .isTrue();
            assertThat(workload.pod().at("spec", "priorityClassName").isAbsent())
                    .isEqualTo(!name.equals("voice-call-service"));
        });
        Node voice = workloads.get("voice-call-service").pod().at("spec");
        assertThat(voice.at("priorityClassName").text()).isEqualTo("high");
        assertThat(voice.at("nodeSelector").map()).hasToString("{disk=fast}");
        assertThat(voice.at("tolerations").list()).hasSize(1);
        assertThat(voice.at("affinity", "nodeAffinity").isAbsent()).isFalse();
    }

    @Test
    void theJobBeforeAnUpgradeAndTheTestRunWhereTheGatewayRuns() {
        List<Manifest> manifests = Chart.of("scheduling");
        Node gateway = Chart.workloads(manifests).get("bot-gateway").pod().at("spec");

        assertThat(gateway.at("nodeSelector").map()).hasToString("{kubernetes.io/arch=amd64}");
        assertThat(gateway.at("tolerations").list()).hasSize(1);
        assertThat(manifests)
                .filteredOn(manifest -> manifest.isHook() && manifest.hasPod())
                .extracting(
                        Manifest::kind,
                        manifest -> manifest.pod().at("spec", "nodeSelector"),
                        manifest -> manifest.pod().at("spec", "tolerations"))
                .containsExactlyInAnyOrder(
                        tuple("Job", gateway.at("nodeSelector"), gateway.at("tolerations")),
                        tuple("Pod", gateway.at("nodeSelector"), gateway.at("tolerations")));
    }

    @Test
    void onePodAloneHasTheVolumeOfTheSessionsAndTheVolumeOutlivesTheRelease() {
        Manifest assistant = Chart.workloads(Chart.of("sessions")).get("assistant-service");
        Node claim = assistant.spec().at("volumeClaimTemplates").list().getFirst();

        assertThat(assistant.kind()).isEqualTo("StatefulSet");
        assertThat(assistant.spec().at("replicas").number()).isEqualTo(1);
        assertThat(claim.at("spec", "accessModes").text()).isEqualTo("[ReadWriteOncePod]");
        assertThat(claim.at("spec", "resources", "requests", "storage").text()).isEqualTo("5Gi");
        assertThat(assistant
                        .spec()
                        .at("persistentVolumeClaimRetentionPolicy")
                        .map()
                        .values())
                .allMatch("Retain"::equals)
                .hasSize(2);
        assertThat(assistant.environment().named("MUZON_TDLIB_DIR").at("value").text())
                .isEqualTo(assistant
                        .containers()
                        .getFirst()
                        .at("volumeMounts")
                        .named("sessions")
                        .at("mountPath")
                        .text());
    }

    @Test
    void theModelsOfTheLocalRecogniserAreReadOnlyWhereTheServiceLooksForThem() {
        Manifest assistant = Chart.workloads(Chart.of(Chart.EVERYTHING)).get("assistant-service");
        Node mount = assistant.containers().getFirst().at("volumeMounts").named("models");
        Node claim = assistant.pod().at("spec", "volumes").named("models").at("persistentVolumeClaim");

        assertThat(claim.at("claimName").text()).isEqualTo("models");
        assertThat(claim.at("readOnly").value()).isEqualTo(true);
        assertThat(mount.at("readOnly").value()).isEqualTo(true);
        assertThat(Chart.read(Chart.ROOT.resolve("docs/configuration.md")))
                .contains("`muzon.notes.models` | `" + mount.at("mountPath").text() + "`");
        assertThat(Chart.workloads(Chart.of(Chart.MINIMAL))
                        .get("assistant-service")
                        .pod()
                        .at("spec", "volumes")
                        .list())
                .extracting(volume -> volume.at("name").text())
                .doesNotContain("models");
    }

    @Test
    void theCookiesOfAccountsAreReadOnlyFilesOfASecretThatOnlyTheExtractorHas() {
        Map<String, Manifest> workloads = Chart.workloads(Chart.of(Chart.EVERYTHING));
        Manifest extractor = workloads.get("extractor-service");
        Node mount = extractor.containers().getFirst().at("volumeMounts").named("cookies");
        Node files = extractor.pod().at("spec", "volumes").named("cookies").at("projected");

        assertThat(files.at("sources").list())
                .singleElement()
                .satisfies(
                        source -> assertThat(source.at("secret", "name").text()).isEqualTo("muzon-cookies"));
        assertThat(files.at("defaultMode").number()).isEqualTo(0440);
        assertThat(mount.at("readOnly").value()).isEqualTo(true);
        assertThat(extractor
                        .environment()
                        .named("MUZON_YTDLP_COOKIES")
                        .at("value")
                        .text())
                .isEqualTo(mount.at("mountPath").text());
        assertThat(workloads.values())
                .filteredOn(workload -> !workload.equals(extractor))
                .allSatisfy(workload -> assertThat(workload.pod().toString()).doesNotContain("cookies"));
        assertThat(Chart.workloads(Chart.of(Chart.MINIMAL))
                        .get("extractor-service")
                        .pod()
                        .toString())
                .doesNotContain("cookies", "COOKIES");
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everyInstanceNamesAnAddressThatItsPeersMaySendTheTokenTo(String set) {
        assertThat(Chart.workloads(Chart.of(set)).values()).allSatisfy(workload -> {
            String self =
                    workload.environment().named("MUZON_SELF_URL").at("value").text();
            String peers = workload.environment()
                    .named("MUZON_PEER_NETWORKS")
                    .at("value")
                    .text();
            String host = self.replaceAll("^http://\\[?|]?:\\d+$", "");
            assertThat(self).endsWith(":" + port(workload));
            assertThat(peers.split(",", -1))
                    .anyMatch(peer -> host.equals(peer) || (peer.startsWith("*.") && host.endsWith(peer.substring(1))));
        });
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void thePodsOfAStatefulSetAreFoundByTheNamesThatTheyGive(String set) {
        assertThat(Chart.byComponent(Chart.of(set), "StatefulSet").values())
                .hasSize(2)
                .allSatisfy(workload -> {
                    String domain = workload.spec().at("serviceName").text();
                    assertThat(workload.environment()
                                    .named("MUZON_SELF_URL")
                                    .at("value")
                                    .text())
                            .startsWith("http://$(POD_NAME)." + domain + "." + Chart.NAMESPACE + ".svc.");
                    assertThat(Chart.of(set))
                            .filteredOn(manifest -> manifest.kind().equals("Service")
                                    && manifest.name().equals(domain))
                            .singleElement()
                            .satisfies(service -> assertThat(
                                            service.spec().at("clusterIP").text())
                                    .isEqualTo("None"));
                });
    }

    @Test
    void anAddressOfTheSixthVersionStandsInBrackets() {
        Manifest gateway = Chart.workloads(Chart.of("ipv6")).get("bot-gateway");

        assertThat(gateway.environment().named("MUZON_SELF_URL").at("value").text())
                .isEqualTo("http://[$(POD_IP)]:8081");
    }

    @Test
    void theExtractorHasNoFixedNumberOfPodsWhereItIsScaled() {
        Manifest scaled = Chart.workloads(Chart.of("autoscaling")).get("extractor-service");
        Manifest scaler = Chart.byComponent(Chart.of("autoscaling"), "HorizontalPodAutoscaler")
                .get("extractor-service");

        assertThat(scaled.spec().at("replicas").isAbsent()).isTrue();
        assertThat(scaler.spec().at("scaleTargetRef", "name").text()).isEqualTo(scaled.name());
        assertThat(scaler.spec().at("maxReplicas").number()).isEqualTo(9);
    }

    @Test
    void theVoiceServiceIsScaledByItsCallsAndFallsBackSlowly() {
        Manifest scaled = Chart.workloads(Chart.of("autoscaling")).get("voice-call-service");
        Node scaler = Chart.byComponent(Chart.of("autoscaling"), "HorizontalPodAutoscaler")
                .get("voice-call-service")
                .spec();
        Node calls = scaler.at("metrics").list().getFirst().at("pods");

        assertThat(scaled.spec().at("replicas").isAbsent()).isTrue();
        assertThat(scaler.at("scaleTargetRef", "kind").text()).isEqualTo("StatefulSet");
        assertThat(scaler.at("scaleTargetRef", "name").text()).isEqualTo(scaled.name());
        assertThat(calls.at("metric", "name").text()).isEqualTo("muzon_voice_calls");
        assertThat(calls.at("target", "averageValue").text()).isEqualTo("40");
        assertThat(Chart.byComponent(Chart.of(Chart.MINIMAL), "HorizontalPodAutoscaler"))
                .isEmpty();
    }

    @Test
    void theMetersThatPodsAreAddedByAreThoseOfTheService() {
        Node metric = Chart.byComponent(Chart.of("autoscaling"), "HorizontalPodAutoscaler")
                .get("voice-call-service")
                .spec()
                .at("metrics")
                .list()
                .getFirst()
                .at("pods", "metric");
        String state = metric.at("selector", "matchLabels", "state").text();

        assertThat(Chart.read(Chart.ROOT.resolve("docs/operations.md")))
                .containsPattern("\\| `" + metric.at("name").text() + "` \\| `state` \\([^)]*`" + state + "`");
        assertThat(Chart.byComponent(Chart.of("autoscaling"), "HorizontalPodAutoscaler")
                        .get("extractor-service")
                        .spec()
                        .at("metrics")
                        .list()
                        .getFirst()
                        .at("resource", "name")
                        .text())
                .isEqualTo("cpu");
    }

    @Test
    void aNodeThatIsDrainedTakesOnePodOfAServiceAtATimeAndNeverWaitsForASickOne() {
        List<Manifest> manifests = Chart.of(Chart.EVERYTHING);

        assertThat(Chart.byComponent(manifests, "PodDisruptionBudget"))
                .containsOnlyKeys(Chart.workloads(manifests).keySet())
                .allSatisfy((service, budget) -> {
                    assertThat(budget.spec().at("maxUnavailable").number()).isEqualTo(1);
                    assertThat(budget.spec().at("minAvailable").isAbsent()).isTrue();
                    assertThat(budget.spec().at("unhealthyPodEvictionPolicy").text())
                            .isEqualTo("AlwaysAllow");
                });
    }

    @Test
    void budgetsCanBeLeftOut() {
        assertThat(Chart.byComponent(Chart.with("podDisruptionBudgets: {enabled: false}"), "PodDisruptionBudget"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void anUpgradeStartsANewGatewayOrExtractorBeforeTheOldOneEnds(String set) {
        assertThat(Chart.byComponent(Chart.of(set), "Deployment"))
                .containsOnlyKeys("bot-gateway", "extractor-service")
                .allSatisfy((service, workload) -> {
                    Node rolling = workload.spec().at("strategy", "rollingUpdate");
                    assertThat(rolling.at("maxUnavailable").number()).isZero();
                    assertThat(rolling.at("maxSurge").number()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void anAccountNeverHasTwoOwnersWhileItsPodIsReplaced(String set) {
        Node assistant = Chart.workloads(Chart.of(set)).get("assistant-service").spec();

        // A StatefulSet ends a pod before it makes the next of that name.
        assertThat(assistant.at("replicas").number()).isEqualTo(1);
        assertThat(assistant.at("podManagementPolicy").text()).isEqualTo("OrderedReady");
        assertThat(assistant.at("updateStrategy", "type").text()).isIn("null", "RollingUpdate");
    }

    @Test
    void theWebhookIsTheOnlyPathThatIsPublished() {
        Manifest ingress = Chart.byComponent(Chart.of("webhook"), "Ingress").get("bot-gateway");
        Node rule = ingress.spec().at("rules").list().getFirst();

        assertThat(rule.at("http", "paths").list()).singleElement().satisfies(path -> {
            assertThat(path.at("path").text()).isEqualTo("/telegram/webhook");
            assertThat(path.at("pathType").text()).isEqualTo("Exact");
        });
        assertThat(Chart.workloads(Chart.of("webhook"))
                        .get("bot-gateway")
                        .environment()
                        .named("MUZON_WEBHOOK_URL")
                        .at("value")
                        .text())
                .isEqualTo("https://" + rule.at("host").text());
        assertThat(Chart.byComponent(Chart.of(Chart.MINIMAL), "Ingress")).isEmpty();
    }

    @Test
    void theLoginPageIsPublishedWithWhatItLoadsAndNothingElse() throws IOException {
        Manifest ingress = Chart.byComponent(Chart.of("console"), "Ingress").get("assistant-service");
        Node rule = ingress.spec().at("rules").list().getFirst();
        Set<String> wanted = new HashSet<>(Set.of("Exact /", "Prefix /login"));
        try (Stream<Path> files = Files.list(Chart.ROOT.resolve("assistant-service/src/main/resources/static"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("index.html"))
                    .forEach(file -> wanted.add("Exact /" + file));
        }

        assertThat(rule.at("http", "paths").list())
                .map(path -> path.at("pathType").text() + " " + path.at("path").text())
                .containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(rule.at("http", "paths").list()).allSatisfy(path -> {
            Node service = path.at("backend", "service");
            assertThat(service.at("name").text()).isEqualTo("muzon-assistant-service");
            assertThat(service.at("port", "name").text()).isEqualTo("page");
        });
        assertThat(ingress.spec().at("tls").list()).singleElement().satisfies(tls -> {
            assertThat(tls.at("hosts").text()).isEqualTo("[muzon.example]");
            assertThat(tls.at("secretName").text()).isEqualTo("muzon-tls");
        });
        assertThat(Chart.workloads(Chart.of("console"))
                        .get("assistant-service")
                        .environment()
                        .named("MUZON_CONSOLE_HOST")
                        .at("value")
                        .text())
                .isEqualTo(rule.at("host").text());
        assertThat(Chart.byComponent(Chart.of("webhook"), "Ingress")).containsOnlyKeys("bot-gateway");
    }

    @Test
    void aWayInOfTheOperatorFindsTheLoginPageAtItsServiceOnAllAddresses() {
        Manifest assistant = Chart.workloads(Chart.of("gateway")).get("assistant-service");

        assertThat(Chart.of("gateway"))
                .filteredOn(manifest -> manifest.toString().equals("Service muzon-assistant-service"))
                .singleElement()
                .satisfies(service -> assertThat(service.spec()
                                .at("ports")
                                .named("page")
                                .at("port")
                                .number())
                        .isEqualTo(8088));
        assertThat(assistant
                        .environment()
                        .named("MUZON_CONSOLE_ADDRESS")
                        .at("value")
                        .text())
                .isEqualTo("0.0.0.0");
        assertThat(Chart.of("gateway")).noneMatch(manifest -> manifest.kind().equals("Ingress"));
    }

    @Test
    void beforeAnUpgradeEachServiceMakesItsIndexesWithItsOwnImageAndSettings() {
        List<Manifest> manifests = Chart.of(Chart.EVERYTHING);
        Manifest step = manifests.stream()
                .filter(manifest -> manifest.kind().equals("Job"))
                .findFirst()
                .orElseThrow();
        Map<String, Manifest> workloads = Chart.workloads(manifests);

        assertThat(step.content().at("metadata", "annotations", Chart.HOOK).text())
                .isEqualTo("pre-upgrade");
        assertThat(step.containers()).hasSize(4).allSatisfy(container -> {
            Node service =
                    workloads.get(container.at("name").text()).containers().getFirst();
            assertThat(container.at("args").text()).isEqualTo("[--muzon.indexes-only=true]");
            assertThat(container.at("image").text())
                    .isEqualTo(service.at("image").text());
            assertThat(container.at("env").value()).isEqualTo(service.at("env").value());
            assertThat(container.at("volumeMounts").list())
                    .extracting(mount -> mount.at("mountPath").text())
                    .containsAll(service.at("volumeMounts").list().stream()
                            .map(mount -> mount.at("mountPath").text())
                            .toList());
        });
        assertThat(Chart.read(Chart.ROOT.resolve(
                        "common/service-runtime/src/main/java/dev/muzon/runtime/store/StoreAutoConfiguration.java")))
                .contains("\"muzon.indexes-only\"");
    }

    @Test
    void theStepBeforeAnUpgradeCanBeLeftOut() {
        assertThat(Chart.with("indexes: {beforeUpgrade: false}"))
                .extracting(Manifest::component)
                .doesNotContain("indexes");
    }

    @Test
    void theTestAsksAllFourServices() {
        Manifest test = Chart.of(Chart.MINIMAL).stream()
                .filter(manifest -> manifest.kind().equals("Pod"))
                .findFirst()
                .orElseThrow();
        String script =
                test.containers().getFirst().at("args").list().getFirst().text();

        assertThat(test.content().at("metadata", "annotations", Chart.HOOK).text())
                .isEqualTo("test");
        assertThat(Chart.workloads(Chart.of(Chart.MINIMAL)).values())
                .allSatisfy(
                        workload -> assertThat(script).contains(workload.name() + ":" + port(workload) + "/readyz"));
    }

    private static int grace(Manifest workload) {
        return workload.pod().at("spec", "terminationGracePeriodSeconds").number();
    }

    private static int port(Manifest workload) {
        return workload.containers()
                .getFirst()
                .at("ports")
                .named("http")
                .at("containerPort")
                .number();
    }

    private static String path(Node container, String probe) {
        return container.at(probe, "httpGet", "path").text();
    }
}
