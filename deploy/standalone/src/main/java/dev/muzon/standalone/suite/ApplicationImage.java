package dev.muzon.standalone.suite;

import dev.muzon.standalone.process.DiskRoom;
import dev.muzon.standalone.process.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Spring Boot jar made ready for a quick start. It is unpacked, and has the JVM's ahead-of-time cache of loaded and
 * linked classes from one training run. That halves start time and CPU. It is made once for a jar, and again when the
 * jar changed or when the making was cut short.
 *
 * @param options of the JVM
 */
public record ApplicationImage(Path java, List<String> options, Path jar) {
    private static final String READY = "ready";
    private static final String CACHE = "-XX:AOTCache=";
    private static final long TRAINING_LIMIT_SECONDS = 300;

    /** More than the cache of any service takes. */
    private static final long CACHE_BYTES = 110_000_000;

    /**
     * Finds the image of a jar.
     *
     * @param images where images are kept
     * @param jvm options of the real run. The cache fits only the same ones
     * @return empty when it has yet to be made
     */
    public static Optional<ApplicationImage> find(Path java, Path jar, Path images, List<String> jvm)
            throws IOException {
        Path image = folder(jar, images, jvm);
        return Files.exists(image.resolve(READY)) ? Optional.of(in(image, java, jar, jvm)) : Optional.empty();
    }

    /**
     * Makes the image of a jar, in place of one for an earlier edition of it.
     *
     * @param environment a complete configuration: the training run starts the whole context and stops before it serves
     * @throws IOException when it cannot be made, with the remedy where the disk is full
     */
    public static ApplicationImage make(
            Path java, Path jar, Path images, List<String> jvm, Map<String, String> environment)
            throws IOException, InterruptedException {
        try {
            return makeAnew(java, jar, images, jvm, environment);
        } catch (IOException e) {
            Optional<String> lack = DiskRoom.lack(images, Files.size(jar));
            throw lack.isEmpty() ? e : new IOException(lack.get() + ". " + DiskRoom.REMEDY, e);
        }
    }

    private static ApplicationImage makeAnew(
            Path java, Path jar, Path images, List<String> jvm, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path image = folder(jar, images, jvm);
        FileTree.delete(editions(jar, images));
        Files.createDirectories(image);
        run(
                List.of(
                        java.toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        image.toString()),
                environment,
                image.resolve("extract.log"));
        train(java, image, jar, jvm, environment);
        Files.createFile(image.resolve(READY));
        return in(image, java, jar, jvm);
    }

    /**
     * Returns the room on the disk that making the image of a jar takes, in bytes. What it takes the place of counts
     * against that, so it may be negative.
     */
    static long room(Path jar, Path images) throws IOException {
        return Files.size(jar) + CACHE_BYTES - FileTree.size(editions(jar, images));
    }

    /** Says why a training run made no cache, when this room is left on the disk behind it. */
    static String whySlow(DiskRoom room) {
        return room.free() < CACHE_BYTES
                ? "the disk is full, %d MB are free and a cache takes up to %d MB"
                        .formatted(room.megabytes(), DiskRoom.megabytes(CACHE_BYTES))
                : "its training run failed or took over 5 minutes";
    }

    /** Tells whether it starts quickly: its training run came to an end. */
    public boolean isQuick() {
        return options.stream().anyMatch(option -> option.startsWith(CACHE));
    }

    private static Path folder(Path jar, Path images, List<String> jvm) throws IOException {
        String edition = Files.size(jar) + "-" + Files.getLastModifiedTime(jar).toMillis() + "-"
                + Integer.toHexString(jvm.hashCode());
        return editions(jar, images).resolve(edition);
    }

    private static Path editions(Path jar, Path images) {
        return images.resolve(jar.getFileName().toString().replace(".jar", ""));
    }

    private static ApplicationImage in(Path image, Path java, Path jar, List<String> jvm) {
        List<String> options = new ArrayList<>(jvm);
        if (Files.exists(cache(image))) {
            options.add(CACHE + cache(image));
            options.add("-Xlog:aot=off,aot*=off,cds=off,cds*=off");
        }
        return new ApplicationImage(java, List.copyOf(options), image.resolve(jar.getFileName()));
    }

    /**
     * Returns argv up to and including the jar.
     *
     * @param run options of this run alone, such as its folder for temporary files. The image fits with any of them. They
     *     come last, because the last of two counts
     */
    public List<String> command(List<String> run) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        command.addAll(run);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /**
     * Makes the cache. Without it the application only starts slower, so a failed training run does not fail the image.
     */
    private static void train(Path java, Path image, Path jar, List<String> jvm, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(jvm);
        options.addAll(List.of("-XX:AOTCacheOutput=" + cache(image), "-Dspring.context.exit=onRefresh"));
        Path temporary = Files.createDirectories(image.resolve("training"));
        List<String> command = new ApplicationImage(java, options, image.resolve(jar.getFileName()))
                .command(List.of("-Djava.io.tmpdir=" + temporary));
        try {
            run(command, environment, image.resolve("training.log"));
        } catch (IOException e) {
            Files.deleteIfExists(cache(image));
        }
        FileTree.delete(temporary);
    }

    private static Path cache(Path image) {
        return image.resolve("app.aot");
    }

    private static void run(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
        argv.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            process.waitFor(TRAINING_LIMIT_SECONDS, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
        if (process.waitFor() != 0) {
            String ended = command.getFirst() + " ended with " + process.exitValue();
            throw new IOException(
                    Files.size(log) > 0 ? ended + ", see " + log : ended + " and wrote nothing to " + log);
        }
    }
}
