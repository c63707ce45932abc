package dev.muzon.helm;

import java.util.List;
import java.util.stream.Stream;

/** An object that the chart asks Kubernetes for. */
record Manifest(Node content) {
    private static final String COMPONENT = "app.kubernetes.io/component";

    String kind() {
        return content.at("kind").text();
    }

    String name() {
        return content.at("metadata", "name").text();
    }

    /** Returns the service it belongs to. */
    String component() {
        return content.at("metadata", "labels", COMPONENT).text();
    }

    Node spec() {
        return content.at("spec");
    }

    /** Tells whether it exists only for a moment: while {@code helm test} runs, or before an upgrade. */
    boolean isHook() {
        return !content.at("metadata", "annotations", Chart.HOOK).isAbsent();
    }

    /** Returns the pod that a workload makes, or the pod itself. */
    Node pod() {
        return kind().equals("Pod") ? content : spec().at("template");
    }

    boolean hasPod() {
        return kind().equals("Pod") || !spec().at("template").isAbsent();
    }

    List<Node> containers() {
        Node spec = pod().at("spec");
        return Stream.concat(spec.at("initContainers").list().stream(), spec.at("containers").list().stream())
                .toList();
    }

    /** Returns the variables of its only container. */
    Node environment() {
        return containers().getFirst().at("env");
    }

    static String componentOf(Node labels) {
        return labels.at(COMPONENT).text();
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
