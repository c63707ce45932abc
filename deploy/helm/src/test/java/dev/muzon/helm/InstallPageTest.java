package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Tests that the commands and values of the Kubernetes page work as they stand there. */
class InstallPageTest {
    private static final String PAGE = Chart.read(Chart.ROOT.resolve("docs/kubernetes.md"));
    private static final Pattern VALUES = Pattern.compile("(?s)```yaml\n# values.yaml\n(.*?)```");
    private static final Pattern SECRET = Pattern.compile("create secret generic (\\S+)((?:[^\n]*\\\\\n)*[^\n]*)");
    private static final Pattern KEY = Pattern.compile("--from-literal=([a-z-]+)=");

    @Test
    void theValuesOfThePageInstallTheImagesThatItsCommandsMade() {
        String version = new Node(new Yaml().load(Chart.read(Chart.FOLDER.resolve("Chart.yaml"))))
                .at("appVersion")
                .text();

        assertThat(Chart.workloads(rendered()))
                .hasSize(4)
                .allSatisfy((service, workload) -> assertThat(
                                workload.containers().getFirst().at("image").text())
                        .isEqualTo("registry.example/muzon-" + service + ":" + version));
        assertThat(PAGE)
                .containsSubsequence(
                        "./muzon images --prefix registry.example/\n",
                        "for service in bot-gateway assistant-service voice-call-service extractor-service; do\n",
                        "docker push \"registry.example/muzon-$service:" + version + "\"\n");
    }

    @Test
    void theCommandsOfThePageMakeEverySecretAndKeyThatItsValuesName() {
        Set<String> made = new TreeSet<>();
        String install = PAGE.substring(PAGE.indexOf("\n## Install\n"), PAGE.indexOf("helm test "));
        SECRET.matcher(install)
                .results()
                .forEach(secret -> KEY.matcher(secret.group(2))
                        .results()
                        .forEach(key -> made.add(secret.group(1) + "/" + key.group(1))));

        Set<String> used = new TreeSet<>();
        rendered().stream().filter(Manifest::hasPod).forEach(manifest -> used.addAll(secrets(manifest)));

        assertThat(used).hasSize(6).isEqualTo(made);
    }

    @Test
    void theValuesOfThePageNeedNothingThatItsCommandsDoNotMake() {
        assertThat(rendered())
                .filteredOn(Manifest::hasPod)
                .allSatisfy(manifest -> assertThat(
                                manifest.pod().at("spec", "volumes").list())
                        .allMatch(volume -> volume.at("persistentVolumeClaim").isAbsent()));
    }

    @Test
    void theValuesOfTheRecipeForMongoReadTheSecretAndReachThePodsThatTheRecipeMakes() {
        Node made = block("mongo.yaml");
        Node user = made.at("spec", "users").list().getFirst();
        String name = made.at("metadata", "name").text();
        List<Manifest> manifests =
                Chart.with(new Yaml().dump(block("mongo-values.yaml").value()));

        assertThat(secrets(Chart.workloads(manifests).get("voice-call-service")))
                .contains(name + "-" + user.at("db").text() + "-"
                        + user.at("name").text() + "/connectionString.standard");
        assertThat(user.at("roles").text())
                .isEqualTo("[{name=readWrite, db=" + user.at("db").text() + "}]");
        assertThat(Chart.byComponent(manifests, "NetworkPolicy")
                        .get("voice-call-service")
                        .spec()
                        .text())
                .contains("{app=" + name + "-svc}");
    }

    @Test
    void theReleaseIsReadyBeforeItIsTested() {
        assertThat(PAGE)
                .containsSubsequence(
                        "# values.yaml\n",
                        "helm install muzon deploy/helm/muzon -n muzon -f values.yaml --wait --timeout 10m\n",
                        "helm test muzon -n muzon\n");
    }

    // Helm gave up after five minutes, while the Job made an index of much data.
    @Test
    void anUpgradeWaitsLongerThanTheJobBeforeItMay() {
        Matcher upgrade = Pattern.compile("\nhelm upgrade muzon deploy/helm/muzon .*--timeout (\\d+)m\n")
                .matcher(PAGE.substring(PAGE.indexOf("\n## Upgrades\n")));
        Manifest job = rendered().stream()
                .filter(manifest -> manifest.kind().equals("Job"))
                .findFirst()
                .orElseThrow();

        assertThat(upgrade.find()).isTrue();
        assertThat(Integer.parseInt(upgrade.group(1)) * 60)
                .isGreaterThan(job.spec().at("activeDeadlineSeconds").number());
        assertThat(PAGE).contains("logs job/" + job.name() + "`");
    }

    private static Node block(String file) {
        Matcher block = Pattern.compile("(?s)```yaml\n# " + file + "\n(.*?)```").matcher(PAGE);
        assertThat(block.find()).as(file).isTrue();
        return new Node(new Yaml().load(block.group(1)));
    }

    private static List<Manifest> rendered() {
        var values = VALUES.matcher(PAGE);
        assertThat(values.find()).as("the block of values").isTrue();
        return Chart.render(values.group(1));
    }

    /** Returns each key of a secret that a pod mounts. */
    private static List<String> secrets(Manifest manifest) {
        return manifest.pod().at("spec", "volumes").list().stream()
                .flatMap(volume -> Stream.concat(Stream.of(volume), volume.at("projected", "sources").list().stream()))
                .map(source -> source.at("secret"))
                .filter(secret -> !secret.isAbsent())
                .flatMap(secret -> secret.at("items").list().stream()
                        .map(item ->
                                secret.at("name").text() + "/" + item.at("key").text()))
                .toList();
    }
}
