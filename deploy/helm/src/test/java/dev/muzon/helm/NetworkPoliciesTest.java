package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the network is closed but for the edges that the services need. */
class NetworkPoliciesTest {
    private static final Pattern ARROW =
            Pattern.compile("(?m)^ {2}([a-z]+) (?:==|--)>\\|[^|]*\\| ([a-z]+)(?:\\[.*])?$");

    private static final Map<String, String> NODES = Map.of(
            "gateway", "bot-gateway",
            "assistant", "assistant-service",
            "voice", "voice-call-service",
            "extractor", "extractor-service");

    /** Instances of it pass jobs on to the owner of a chat. The diagram has one box for all of them. */
    private static final String AMONG_ITSELF = "voice-call-service > voice-call-service";

    private static final List<String> PROMETHEUS = List.of(
            "assistant-service < monitoring",
            "bot-gateway < monitoring",
            "extractor-service < monitoring",
            "voice-call-service < monitoring");

    @Test
    void thePoliciesOpenExactlyTheEdgesOfTheDiagram() {
        Set<String> drawn = new TreeSet<>(Set.of(AMONG_ITSELF));
        Matcher arrows = ARROW.matcher(Chart.read(Chart.ROOT.resolve("README.md")));
        while (arrows.find()) {
            drawn.add(NODES.get(arrows.group(1)) + " > " + NODES.get(arrows.group(2)));
        }

        assertThat(drawn).contains("bot-gateway > extractor-service").hasSizeGreaterThan(9);
        assertThat(outgoing(Chart.MINIMAL)).isEqualTo(drawn);
        assertThat(incoming(Chart.MINIMAL)).isEqualTo(drawn);
    }

    @ParameterizedTest
    @MethodSource("dev.muzon.helm.Chart#sets")
    void everyPodOfTheReleaseIsClosedUnlessARuleOpensIt(String set) {
        List<Manifest> policies = policies(set);
        if (set.equals("open-network")) {
            assertThat(policies).isEmpty();
            return;
        }

        Manifest closed = policies.stream()
                .filter(policy -> policy.name().endsWith("-default-deny"))
                .findFirst()
                .orElseThrow();
        Map<?, ?> selector = closed.spec().at("podSelector", "matchLabels").map();
        assertThat(closed.spec().at("policyTypes").text()).isEqualTo("[Ingress, Egress]");
        assertThat(closed.spec().at("ingress").isAbsent()).isTrue();
        assertThat(closed.spec().at("egress").isAbsent()).isTrue();
        assertThat(selector).isNotEmpty();
        assertThat(Chart.of(set))
                .filteredOn(Manifest::hasPod)
                .allMatch(manifest -> manifest.pod().at("metadata").hasLabels(selector));
    }

    @Test
    void noRuleLetsAnybodyInAndOnlyMongoDbMayBeAnywhere() {
        assertThat(policies(Chart.EVERYTHING)).allSatisfy(policy -> {
            assertThat(policy.spec().at("ingress").list())
                    .allSatisfy(rule -> assertThat(rule.at("from").list()).isNotEmpty());
            assertThat(policy.spec().at("egress").list())
                    .filteredOn(rule -> rule.at("to").list().isEmpty())
                    .allSatisfy(rule -> assertThat(ports(rule)).containsExactly("TCP 27017"));
        });
        assertThat(policies("webhook"))
                .flatMap(policy -> policy.spec().at("egress").list())
                .allSatisfy(rule -> assertThat(rule.at("to").list()).isNotEmpty());
    }

    @Test
    void theExtractorReachesTheInternetAndNothingPrivate() {
        assertThat(blocks("extractor-service"))
                .containsOnlyKeys("0.0.0.0/0", "::/0")
                .hasEntrySatisfying(
                        "0.0.0.0/0",
                        block -> assertThat(except(block))
                                .contains(
                                        "10.0.0.0/8",
                                        "172.16.0.0/12",
                                        "192.168.0.0/16",
                                        "169.254.0.0/16",
                                        "100.64.0.0/10"))
                .hasEntrySatisfying("::/0", block -> assertThat(except(block)).contains("fc00::/7", "fe80::/10"));
    }

    @Test
    void theOthersReachTelegramsNetworksAndNoOtherAddress() {
        Set<String> telegram = Set.copyOf(blocks("bot-gateway").keySet());

        assertThat(telegram).contains("149.154.160.0/20", "91.108.4.0/22").doesNotContain("0.0.0.0/0");
        assertThat(blocks("assistant-service")).containsOnlyKeys(telegram);
        assertThat(blocks("voice-call-service")).containsOnlyKeys(telegram);
        assertThat(portsToBlocks("bot-gateway")).containsExactly("TCP 443");
        assertThat(portsToBlocks("assistant-service")).containsExactly("TCP 443", "TCP 80", "TCP 5222");
        assertThat(portsToBlocks("voice-call-service")).containsExactly("UDP any");
    }

    @Test
    void prometheusReachesTheManagementPortOfAllWhereverItIsExpected() {
        assertThat(namespacesLetIn(Chart.MINIMAL)).containsExactlyElementsOf(PROMETHEUS);
        assertThat(namespacesLetIn("monitoring")).containsExactlyElementsOf(PROMETHEUS);
        assertThat(portsOpenTo("monitoring", Chart.of(Chart.MINIMAL)))
                .hasSize(4)
                .containsOnly("TCP 9080");
        assertThat(namespacesLetIn(Chart.with("networkPolicies: {prometheus: {from: []}}")))
                .isEmpty();
    }

    @Test
    void theIngressControllerComesInOnlyWhereItIsWanted() {
        assertThat(namespacesLetIn("webhook"))
                .contains("bot-gateway < ingress-nginx")
                .hasSize(5);
        assertThat(namespacesLetIn("console"))
                .contains("assistant-service < ingress-nginx")
                .hasSize(5);
        assertThat(portsOpenTo("ingress-nginx", Chart.of("console"))).containsExactly("TCP 8088");
    }

    @Test
    void aWayInOfTheOperatorReachesTheLoginPageWhereItsHostIsNamed() {
        assertThat(namespacesLetIn("gateway"))
                .contains("assistant-service < gateway")
                .hasSize(5);
        assertThat(portsOpenTo("gateway", Chart.of("gateway"))).containsExactly("TCP 8088");
        assertThat(portsOpenTo("gateway", Chart.with("""
                        networkPolicies: {console: {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: gateway}}}]}}
                        """))).isEmpty();
    }

    @Test
    void everyServiceReachesTheCollectorOfItsTracesAtItsPort() {
        assertThat(Chart.workloads(Chart.of(Chart.EVERYTHING)).keySet())
                .hasSize(4)
                .allSatisfy(service -> {
                    assertThat(rulesWithBlocks(Chart.EVERYTHING, service))
                            .filteredOn(rule -> rule.at("to").list().stream()
                                    .anyMatch(peer ->
                                            peer.at("ipBlock", "cidr").text().equals("198.51.100.7/32")))
                            .singleElement()
                            .satisfies(rule -> assertThat(ports(rule)).containsExactly("TCP 4318"));
                    assertThat(blocks(service)).doesNotContainKey("198.51.100.7/32");
                });
    }

    @Test
    void theLoginPageAloneReachesTheIdentityProvider() {
        assertThat(blocksOf(Chart.EVERYTHING, "assistant-service")).containsKey("198.51.100.8/32");
        assertThat(blocksOf(Chart.EVERYTHING, "bot-gateway")).doesNotContainKey("198.51.100.8/32");
        assertThat(rulesWithBlocks(Chart.EVERYTHING, "assistant-service"))
                .filteredOn(rule -> rule.at("to").list().stream()
                        .anyMatch(peer -> peer.at("ipBlock", "cidr").text().equals("198.51.100.8/32")))
                .singleElement()
                .satisfies(rule -> assertThat(ports(rule)).containsExactly("TCP 443"));
    }

    @Test
    void aRuleOfTheOperatorIsAddedToItsServiceAlone() {
        assertThat(blocksOf("library", "extractor-service")).containsKey("192.168.1.5/32");
        assertThat(blocksOf("library", "bot-gateway")).doesNotContainKey("192.168.1.5/32");
    }

    @Test
    void theTestOfHelmHasEdgesOnlyWhileItRuns() {
        assertThat(Chart.of(Chart.MINIMAL))
                .filteredOn(manifest -> manifest.kind().equals("NetworkPolicy") && manifest.isHook())
                .filteredOn(manifest -> manifest.component().equals("test"))
                .hasSize(2);
        assertThat(incoming(Chart.MINIMAL)).noneMatch(edge -> edge.contains("test"));
    }

    @Test
    void theStepBeforeAnUpgradeReachesMongoDbAndNothingElse() {
        assertThat(Chart.of("webhook"))
                .filteredOn(manifest -> manifest.kind().equals("NetworkPolicy")
                        && manifest.component().equals("indexes"))
                .singleElement()
                .satisfies(policy -> assertThat(policy.spec().at("egress").list())
                        .flatMap(NetworkPoliciesTest::ports)
                        .containsExactly("UDP 53", "TCP 53", "TCP 27018"));
        assertThat(incoming(Chart.MINIMAL)).noneMatch(edge -> edge.contains("indexes"));
    }

    private static List<Manifest> policies(String set) {
        return policies(Chart.of(set));
    }

    private static List<Manifest> policies(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals("NetworkPolicy") && !manifest.isHook())
                .toList();
    }

    private static Set<String> outgoing(String set) {
        Set<String> edges = new TreeSet<>();
        for (Manifest policy : policies(set)) {
            for (Node rule : policy.spec().at("egress").list()) {
                for (Node peer : rule.at("to").list()) {
                    String called = component(peer);
                    if (peer.at("namespaceSelector").isAbsent() && !called.equals("null")) {
                        assertThat(ports(rule)).containsExactly("TCP " + portOf(set, called));
                        edges.add(policy.component() + " > " + called);
                    }
                }
            }
        }
        return edges;
    }

    private static Set<String> incoming(String set) {
        Set<String> edges = new TreeSet<>();
        for (Manifest policy : policies(set)) {
            for (Node rule : policy.spec().at("ingress").list()) {
                for (Node peer : rule.at("from").list()) {
                    if (peer.at("namespaceSelector").isAbsent()) {
                        assertThat(ports(rule)).containsExactly("TCP " + portOf(set, policy.component()));
                        edges.add(component(peer) + " > " + policy.component());
                    }
                }
            }
        }
        return edges;
    }

    private static Set<String> namespacesLetIn(String set) {
        return namespacesLetIn(Chart.of(set));
    }

    private static Set<String> namespacesLetIn(List<Manifest> manifests) {
        Set<String> found = new TreeSet<>();
        for (Manifest policy : policies(manifests)) {
            policy.spec().at("ingress").list().stream()
                    .flatMap(rule -> rule.at("from").list().stream())
                    .map(NetworkPoliciesTest::namespace)
                    .filter(name -> !name.isAbsent())
                    .forEach(name -> found.add(policy.component() + " < " + name.text()));
        }
        return found;
    }

    private static List<String> portsOpenTo(String namespace, List<Manifest> manifests) {
        return policies(manifests).stream()
                .flatMap(policy -> policy.spec().at("ingress").list().stream())
                .filter(rule -> rule.at("from").list().stream()
                        .anyMatch(peer -> namespace(peer).text().equals(namespace)))
                .flatMap(rule -> ports(rule).stream())
                .toList();
    }

    private static Node namespace(Node peer) {
        return peer.at("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name");
    }

    private static Map<String, Node> blocks(String service) {
        return blocksOf(Chart.MINIMAL, service);
    }

    private static Map<String, Node> blocksOf(String set, String service) {
        Map<String, Node> blocks = new LinkedHashMap<>();
        rulesWithBlocks(set, service).stream()
                .flatMap(rule -> rule.at("to").list().stream())
                .map(peer -> peer.at("ipBlock"))
                .forEach(block -> blocks.put(block.at("cidr").text(), block));
        return blocks;
    }

    private static List<String> portsToBlocks(String service) {
        return rulesWithBlocks(Chart.MINIMAL, service).stream()
                .flatMap(rule -> ports(rule).stream())
                .toList();
    }

    private static List<Node> rulesWithBlocks(String set, String service) {
        return Chart.byComponent(Chart.of(set), "NetworkPolicy").get(service).spec().at("egress").list().stream()
                .filter(rule -> rule.at("to").list().stream()
                        .anyMatch(peer -> !peer.at("ipBlock").isAbsent()))
                .toList();
    }

    private static List<String> except(Node block) {
        return block.at("except").list().stream().map(Node::text).toList();
    }

    private static List<String> ports(Node rule) {
        return rule.at("ports").list().stream()
                .map(port -> port.at("protocol").text() + " "
                        + (port.at("port").isAbsent() ? "any" : port.at("port").text()))
                .toList();
    }

    private static String component(Node peer) {
        return Manifest.componentOf(peer.at("podSelector", "matchLabels"));
    }

    private static int portOf(String set, String service) {
        return Chart.workloads(Chart.of(set))
                .get(service)
                .containers()
                .getFirst()
                .at("ports")
                .named("http")
                .at("containerPort")
                .number();
    }
}
