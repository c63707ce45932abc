package dev.muzon.standalone.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Spring Boot jar made ready for a quick start: unpacked, and with the JVM's ahead-of-time cache of loaded and linked
 * classes from one training run. That halves start time and CPU. Made once per jar; a jar that changed is made ready
 * anew.
 *
 * @param command argv up to and including the jar
 */
public record ApplicationImage(List<String> command) {
    private static final long TRAINING_LIMIT_SECONDS = 120;

    /**
     * @param images where images are kept
     * @param jvm options of the real run; the cache fits only the same ones
     * @param environment a complete configuration: the training run starts the whole context and stops before it serves
     */
    public static ApplicationImage of(
            Path java, Path jar, Path images, List<String> jvm, Map<String, String> environment)
            throws IOException, InterruptedException {
        String name = jar.getFileName().toString().replace(".jar", "");
        String edition = Files.size(jar) + "-" + Files.getLastModifiedTime(jar).toMillis() + "-"
                + Integer.toHexString(jvm.hashCode());
        Path image = images.resolve(name).resolve(edition);
        if (!Files.isDirectory(image)) {
            deleteTree(images.resolve(name));
            Path unfinished = images.resolve(name).resolve(edition + ".unfinished");
            Files.createDirectories(unfinished);
            run(
                    List.of(
                            java.toString(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            unfinished.toString()),
                    Map.of(),
                    unfinished.resolve("extract.log"));
            Files.move(unfinished, image, StandardCopyOption.ATOMIC_MOVE);
            train(java, image, jar, jvm, environment);
        }
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(jvm);
        if (Files.exists(cache(image))) {
            command.add("-XX:AOTCache=" + cache(image));
            command.add("-Xlog:aot=off,aot*=off,cds=off,cds*=off");
        }
        command.addAll(List.of("-jar", image.resolve(jar.getFileName()).toString()));
        return new ApplicationImage(List.copyOf(command));
    }

    /** Without a cache the application only starts slower, so a training run that fails is no failure of the image. */
    private static void train(Path java, Path image, Path jar, List<String> jvm, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(jvm);
        command.addAll(List.of(
                "-XX:AOTCacheOutput=" + cache(image),
                "-Dspring.context.exit=onRefresh",
                "-jar",
                image.resolve(jar.getFileName()).toString()));
        try {
            run(command, environment, image.resolve("training.log"));
        } catch (IOException e) {
            Files.deleteIfExists(cache(image));
        }
    }

    private static Path cache(Path image) {
        return image.resolve("app.aot");
    }

    private static void run(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(TRAINING_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0) {
            throw new IOException(command.getFirst() + " ended with " + process.exitValue() + ", see " + log);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
