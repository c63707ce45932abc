package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a hook finds what its pod needs. Helm runs those of an upgrade before it writes the release's own objects. */
class HooksTest {
    /** An inline secret beside one that exists, and one that the release before did not have. */
    private static final String NEW_SECRETS = """
            internalToken: {existingSecret: "", value: 0123456789abcdef0123456789abcdef}
            mongodb: {uri: {existingSecret: database}}
            extractorService:
              furtherSecrets:
                MUZON_CACHE_S3_SECRET: {existingSecret: bucket, key: secret}
                MUZON_METADATA_YANDEX_TOKEN: {key: yandex, value: a-token}
            """;

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everyHookOfAnUpgradeReadsWhatExistsOrWhatAnEarlierHookMakes(String set) {
        assertThat(notYetThere(Chart.of(set))).isEmpty();
    }

    @Test
    void aSecretThatIsNewInAnUpgradeIsThereForItsHooks() {
        assertThat(notYetThere(Chart.with(NEW_SECRETS))).isEmpty();
    }

    @Test
    void theStepBeforeAnUpgradeReadsTheSecretsOfTheNewValues() {
        List<Manifest> manifests = Chart.with(NEW_SECRETS);
        Set<String> wanted = new TreeSet<>();
        for (Node source : projected(job(manifests))) {
            source.at("items")
                    .list()
                    .forEach(item -> wanted.add(
                            source.at("name").text() + "/" + item.at("key").text()));
        }

        assertThat(wanted)
                .contains(
                        "bucket/secret",
                        "database/mongodb-uri",
                        "muzon-indexes-extractor-service/yandex",
                        "muzon-indexes-shared/internal-token");
        assertThat(manifests)
                .filteredOn(manifest -> manifest.kind().equals("Secret") && manifest.isHook())
                .hasSize(2)
                .allSatisfy(made -> {
                    Manifest lasting = manifests.stream()
                            .filter(manifest -> manifest.kind().equals("Secret") && !manifest.isHook())
                            .filter(manifest -> made.name().endsWith("-" + manifest.component()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(made.content().at("stringData").value())
                            .isEqualTo(lasting.content().at("stringData").value());
                    assertThat(made.content()
                                    .at("metadata", "annotations", "helm.sh/hook-delete-policy")
                                    .text())
                            .isEqualTo("before-hook-creation,hook-succeeded,hook-failed");
                });
    }

    @Test
    void noSecretIsMadeForAStepThatIsLeftOut() {
        assertThat(Chart.with(NEW_SECRETS + "indexes: {beforeUpgrade: false}"))
                .noneMatch(manifest -> manifest.kind().equals("Secret") && manifest.isHook());
    }

    /** Returns what hooks of an upgrade name although the chart makes it later. */
    private static List<String> notYetThere(List<Manifest> manifests) {
        List<String> missing = new ArrayList<>();
        List<Manifest> hooks = manifests.stream()
                .filter(manifest -> event(manifest).equals("pre-upgrade"))
                .toList();
        assertThat(hooks).extracting(Manifest::kind).contains("Job");
        for (Manifest hook : hooks) {
            Set<String> earlier = new HashSet<>();
            hooks.stream()
                    .filter(other -> weight(other) < weight(hook))
                    .forEach(other -> earlier.add(other.toString()));
            Set<String> made = new HashSet<>();
            manifests.forEach(manifest -> made.add(manifest.toString()));
            made.removeAll(earlier);
            named(hook).stream().filter(made::contains).forEach(missing::add);
        }
        return missing;
    }

    /** Returns the objects that the pod of a hook cannot start without. */
    private static Set<String> named(Manifest hook) {
        Set<String> named = new TreeSet<>();
        if (hook.hasPod()) {
            Node pod = hook.pod().at("spec");
            named.add("ServiceAccount " + pod.at("serviceAccountName").text());
            pod.at("imagePullSecrets")
                    .list()
                    .forEach(secret -> named.add("Secret " + secret.at("name").text()));
            collect(pod, named);
        }
        return named;
    }

    /** Collects references at any depth: of volumes, their projections and variables. */
    private static void collect(Node node, Set<String> named) {
        node.list().forEach(entry -> collect(entry, named));
        node.map().forEach((key, below) -> {
            Node found = new Node(below);
            switch (String.valueOf(key)) {
                case "secret" ->
                    named.add("Secret "
                            + (found.at("secretName").isAbsent() ? found.at("name") : found.at("secretName")).text());
                case "secretRef", "secretKeyRef" ->
                    named.add("Secret " + found.at("name").text());
                case "configMap", "configMapRef", "configMapKeyRef" ->
                    named.add("ConfigMap " + found.at("name").text());
                case "persistentVolumeClaim" ->
                    named.add("PersistentVolumeClaim " + found.at("claimName").text());
                default -> collect(found, named);
            }
        });
    }

    private static List<Node> projected(Manifest hook) {
        return hook.pod().at("spec", "volumes").list().stream()
                .flatMap(volume -> volume.at("projected", "sources").list().stream())
                .map(source -> source.at("secret"))
                .toList();
    }

    private static Manifest job(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals("Job"))
                .findFirst()
                .orElseThrow();
    }

    private static String event(Manifest manifest) {
        return manifest.content().at("metadata", "annotations", Chart.HOOK).text();
    }

    private static int weight(Manifest hook) {
        Node weight = hook.content().at("metadata", "annotations", "helm.sh/hook-weight");
        return weight.isAbsent() ? 0 : weight.number();
    }
}
