package dev.muzon.e2e.bench;

import dev.muzon.e2e.suite.RunningSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runner of a service's class in a separate JVM, with the service's class path, its tests' classes and its options. */
final class ServiceJava {
    private ServiceJava() {}

    /**
     * Builds the command.
     *
     * @return the command line
     */
    static String[] command(String service, String mainClass, String... arguments) throws IOException {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:+UseSerialGC",
                                "-XX:+UseCompactObjectHeaders",
                                "-Xmx192m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dlogback.configurationFile="
                                        + RunningSuite.root()
                                                .resolve("deploy/e2e/target/test-classes/bench-logback.xml"),
                                "-cp",
                                unpacked(service) + ":" + RunningSuite.root().resolve(service + "/target/test-classes"),
                                mainClass),
                        Stream.of(arguments))
                .toArray(String[]::new);
    }

    /** Returns the jars that suites have unpacked, of services and others, each in a folder of its edition. */
    static List<Path> images() throws IOException {
        Path images = RunningSuite.root().resolve("deploy/e2e/target/images");
        if (!Files.exists(images)) {
            return List.of();
        }
        try (Stream<Path> files =
                Files.find(images, 3, (path, _) -> path.getFileName().toString().matches("muzon-.*\\.jar"))) {
            return files.sorted().toList();
        }
    }

    /** Finds the unpacked jar. Its manifest names the libraries beside it. */
    private static Path unpacked(String service) throws IOException {
        return images().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("muzon-" + service))
                .findFirst()
                .orElseThrow(() -> new IOException("no suite has unpacked " + service));
    }
}
