package dev.muzon.helm;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** The chart, rendered by the real Helm. Every set of values stands on the smallest one that works. */
final class Chart {
    static final Path FOLDER = Path.of("muzon");
    static final Path ROOT = Path.of("../..");
    static final String NAMESPACE = "music";

    /** The smallest set of values. */
    static final String MINIMAL = "minimal";

    /** The set that switches everything on. */
    static final String EVERYTHING = "everything";

    /** The annotation of a hook, renamed in the rendered copy: the library leaves hooks out. */
    static final String HOOK = "renamed/hook";

    private static final Path SETS = Path.of("src/test/resources/values");
    private static final Path COPY = copy();
    private static final Map<String, List<Manifest>> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /** Returns the names of all sets of values. */
    static Stream<String> sets() throws IOException {
        try (Stream<Path> files = Files.list(SETS)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted().toList().stream();
        }
    }

    /** Returns the values that the chart brings. */
    static Node defaults() {
        return new Node(new Yaml().load(read(FOLDER.resolve("values.yaml"))));
    }

    /** Renders a set of values, once. */
    static List<Manifest> of(String set) {
        return RENDERED.computeIfAbsent(set, name -> with(read(SETS.resolve(name + ".yaml"))));
    }

    /** Renders further values on top of the smallest set. */
    static List<Manifest> with(String values) {
        return render(onTheSmallest(values));
    }

    /** Renders further values on top of the smallest set, as a release of this name. */
    static List<Manifest> named(String release, String values) {
        return render(release, onTheSmallest(values));
    }

    private static String onTheSmallest(String values) {
        Map<String, Object> merged = new LinkedHashMap<>(map(new Yaml().load(read(SETS.resolve("minimal.yaml")))));
        merge(merged, map(new Yaml().load(values)));
        return new Yaml().dump(merged);
    }

    /** Renders these values and no others. */
    static List<Manifest> render(String values) {
        return render("muzon", values);
    }

    private static List<Manifest> render(String release, String values) {
        try {
            Path file = Files.writeString(Files.createTempFile("values", ".yaml"), values);
            String rendered = new Helm(COPY)
                    .template()
                    .withName(release)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion("1.34.0")
                    .withValuesFile(file)
                    .call();
            return StreamSupport.stream(new Yaml().loadAll(rendered).spliterator(), false)
                    .filter(document -> document != null)
                    .map(document -> new Manifest(new Node(document)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what Helm tells after an install with a set of values. Nothing is installed. */
    static String notes(String set) {
        return notesWith(read(SETS.resolve(set + ".yaml")));
    }

    /** Returns what Helm tells after an install with further values. */
    static String notesWith(String values) {
        try {
            Path file = Files.writeString(Files.createTempFile("values", ".yaml"), onTheSmallest(values));
            String output = new Helm(FOLDER)
                    .install()
                    .clientOnly()
                    .dryRun()
                    .withName("muzon")
                    .withNamespace(NAMESPACE)
                    .withKubeVersion("1.34.0")
                    .withValuesFile(file)
                    .call()
                    .getOutput();
            return output.substring(output.indexOf("NOTES:"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the objects of one kind that stay, by the service they belong to. */
    static Map<String, Manifest> byComponent(List<Manifest> manifests, String kind) {
        Map<String, Manifest> found = new LinkedHashMap<>();
        manifests.stream()
                .filter(manifest -> manifest.kind().equals(kind) && !manifest.isHook())
                .forEach(manifest -> found.putIfAbsent(manifest.component(), manifest));
        return found;
    }

    /** Returns the four workloads by service. */
    static Map<String, Manifest> workloads(List<Manifest> manifests) {
        Map<String, Manifest> found = byComponent(manifests, "Deployment");
        found.putAll(byComponent(manifests, "StatefulSet"));
        return found;
    }

    private static Path copy() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Path copy = Files.createTempDirectory("chart");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(FOLDER.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, read(file).replace("helm.sh/hook:", HOOK + ":"));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // keys of the value files are words
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    private static void merge(Map<String, Object> base, Map<String, Object> more) {
        more.forEach((key, value) -> {
            if (base.get(key) instanceof Map<?, ?> below && value instanceof Map<?, ?> above) {
                Map<String, Object> both = new LinkedHashMap<>(map(below));
                merge(both, map(above));
                base.put(key, both);
            } else {
                base.put(key, value);
            }
        });
    }
}
