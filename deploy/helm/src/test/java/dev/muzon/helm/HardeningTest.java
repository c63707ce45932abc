package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that every pod keeps to the Pod Security Standard "restricted", and to more. */
class HardeningTest {
    /** The volume types of the standard that the chart has a use for. */
    private static final Set<String> VOLUMES = Set.of("emptyDir", "persistentVolumeClaim", "projected");

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everyPodRunsAsAUserWithoutRights(String set) {
        assertThat(pods(set)).hasSize(6).allSatisfy(manifest -> {
            Node pod = manifest.pod().at("spec");
            Node security = pod.at("securityContext");
            assertThat(security.at("runAsNonRoot").value()).isEqualTo(true);
            assertThat(security.at("runAsUser").number()).isPositive();
            assertThat(security.at("seccompProfile", "type").text()).isEqualTo("RuntimeDefault");
            assertThat(pod.map().keySet().stream().map(Object::toString))
                    .doesNotContain("hostNetwork", "hostPID", "hostIPC", "hostUsers", "ephemeralContainers");
            assertThat(pod.at("volumes").list())
                    .allSatisfy(
                            volume -> assertThat(volume.map().keySet().stream().map(Object::toString))
                                    .allMatch(key -> key.equals("name") || VOLUMES.contains(key)));
        });
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everyContainerGivesUpItsCapabilitiesAndWritesOnlyToItsVolumes(String set) {
        assertThat(pods(set)).flatMap(Manifest::containers).hasSize(9).allSatisfy(container -> {
            Node security = container.at("securityContext");
            assertThat(security.at("allowPrivilegeEscalation").value()).isEqualTo(false);
            assertThat(security.at("readOnlyRootFilesystem").value()).isEqualTo(true);
            assertThat(security.at("capabilities", "drop").value()).isEqualTo(List.of("ALL"));
            assertThat(security.at("capabilities", "add").isAbsent()).isTrue();
            assertThat(security.at("privileged").isAbsent()).isTrue();
            assertThat(container.at("ports").list())
                    .allSatisfy(
                            port -> assertThat(port.at("hostPort").isAbsent()).isTrue());
            assertThat(container.at("resources", "limits", "memory").isAbsent()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void noPodHasATokenOfKubernetesOrTheNamesOfOtherServices(String set) {
        assertThat(pods(set)).allSatisfy(manifest -> {
            assertThat(manifest.pod().at("spec", "automountServiceAccountToken").value())
                    .isEqualTo(false);
            assertThat(manifest.pod().at("spec", "enableServiceLinks").value()).isEqualTo(false);
        });
        assertThat(Chart.byComponent(Chart.of(set), "ServiceAccount").values())
                .hasSize(4)
                .allSatisfy(account -> assertThat(account.content()
                                .at("automountServiceAccountToken")
                                .value())
                        .isEqualTo(false));
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everyFolderThatAServiceWritesToIsAVolumeOfItsPod(String set) {
        assertThat(Chart.workloads(Chart.of(set)).values()).allSatisfy(workload -> {
            Node mounts = workload.containers().getFirst().at("volumeMounts");
            assertThat(mounts.named("tmp").at("mountPath").text()).isEqualTo("/tmp");
            assertThat(mounts.named("cache").at("mountPath").text())
                    .isEqualTo(workload.environment()
                            .named("XDG_CACHE_HOME")
                            .at("value")
                            .text());
            assertThat(workload.pod().at("spec", "volumes").list())
                    .filteredOn(volume -> !volume.at("emptyDir").isAbsent())
                    .hasSize(2)
                    .allSatisfy(volume -> assertThat(
                                    volume.at("emptyDir", "sizeLimit").isAbsent())
                            .isFalse());
        });
    }

    private static List<Manifest> pods(String set) {
        return Chart.of(set).stream().filter(Manifest::hasPod).toList();
    }
}
