package dev.muzon.standalone.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The places of the built parts.
 *
 * @param root the project's folder
 * @param java the {@code java} that runs everything
 */
public record Installation(Path root, Path java) {
    /**
     * Finds the parts.
     *
     * @param root as the launcher gives it
     */
    public static Installation at(Path root) {
        return new Installation(
                root.toAbsolutePath().normalize(), Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    /** Returns the executable jar of a service. */
    public Path jar(String service) {
        return root.resolve(service).resolve("target").resolve("muzon-" + service + "-" + version() + ".jar");
    }

    /** Returns the sandbox's executable jar. Its plain jar is a library for tests. */
    public Path sandboxJar() {
        return root.resolve("deploy/sandbox/target/muzon-sandbox-" + version() + "-exec.jar");
    }

    /** Returns the class path of this very process: the supervisor and the embedded MongoDB server. */
    String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    public Path ntgcallsAddon() {
        return root.resolve("deploy/natives/node_modules/@ntgcalls/linux-x64/ntgcalls.node");
    }

    public Path tdjson() {
        return root.resolve("deploy/natives/node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so");
    }

    /** Returns the folder of yt-dlp, of which the suite can do without. */
    public Path ytDlp() {
        return root.resolve("deploy/ytdlp/installed");
    }

    /** Returns the folder of the local recogniser's libraries, of which the suite can do without. */
    public Path speech() {
        return root.resolve("deploy/speech/installed");
    }

    /** Returns the folder of the local recogniser's models. */
    public Path models() {
        return root.resolve("deploy/speech/models");
    }

    /** Returns the missing parts that have to be built before anything starts. */
    public List<Path> missing() {
        return List.of(
                        jar("bot-gateway"),
                        jar("assistant-service"),
                        jar("voice-call-service"),
                        jar("extractor-service"),
                        sandboxJar(),
                        ntgcallsAddon(),
                        tdjson())
                .stream()
                .filter(path -> !Files.isRegularFile(path))
                .toList();
    }

    private static String version() {
        String version = Installation.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0-SNAPSHOT" : version;
    }
}
