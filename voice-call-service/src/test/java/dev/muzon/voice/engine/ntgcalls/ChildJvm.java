package dev.muzon.voice.engine.ntgcalls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A separate JVM with JNI's checks on, for what must not happen to the one that runs the tests. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    ChildJvm(Class<?> main, Path workingFolder, String... arguments) throws IOException {
        this(main, workingFolder, TestAddon.ENVIRONMENT, arguments);
    }

    ChildJvm(Class<?> main, Path workingFolder, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xcheck:jni",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx64m",
                "-Dstdout.encoding=UTF-8",
                "-XX:+UseSerialGC",
                "-XX:-CreateCoredumpOnCrash",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(workingFolder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Reads everything up to and including the line that begins so, or up to the end. */
    String readUntil(String beginning) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            read.append(line).append('\n');
            if (line.startsWith(beginning)) {
                break;
            }
        }
        return read.toString();
    }

    String readRest() {
        return output.lines().collect(Collectors.joining("\n"));
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.toHandle().destroy(); // unlike the process itself, it leaves the output open
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
