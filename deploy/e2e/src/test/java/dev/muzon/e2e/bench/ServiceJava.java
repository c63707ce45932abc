package dev.muzon.e2e.bench;

import dev.muzon.e2e.suite.RunningSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a class of a service in a JVM of its own, with the service's own class path and kind of JVM. */
final class ServiceJava {
    private ServiceJava() {}

    /** @return the command line */
    static String[] command(String service, String mainClass, String... arguments) throws IOException {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:+UseSerialGC",
                                "-XX:+UseCompactObjectHeaders",
                                "-Xmx192m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                                "-cp",
                                unpacked(service).toString(),
                                mainClass),
                        Stream.of(arguments))
                .toArray(String[]::new);
    }

    /** The jar that the suite has unpacked; its manifest names the libraries beside it. */
    private static Path unpacked(String service) throws IOException {
        Path images = RunningSuite.root().resolve("deploy/e2e/target/images");
        try (Stream<Path> files = Files.find(
                images,
                3,
                (path, _) -> path.getFileName().toString().matches("muzon-" + service + "-[^/]*\\.jar")
                        && !path.getParent().endsWith("lib"))) {
            List<Path> jars = files.toList();
            if (jars.size() != 1) {
                throw new IOException("expected one unpacked " + service + ": " + jars);
            }
            return jars.getFirst();
        }
    }
}
