package dev.muzon.sample;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sample service in a separate JVM, as operators run it. Closing it kills it. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();

    private ServiceProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(output::add));
    }

    public static ServiceProcess start(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(SampleService.class.getName());
        command.addAll(List.of(arguments));
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("MUZON_") || name.startsWith("MONGO_"));
            builder.environment().putAll(environment);
            return new ServiceProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that contains the text, and returns it. */
    public String awaitLine(String text) {
        await().alias("a line with " + text).atMost(PATIENCE).until(() -> find(text) != null);
        return find(text);
    }

    public String output() {
        return String.join("\n", output);
    }

    /** Sends SIGTERM, as supervisors and orchestrators do. */
    public void terminate() {
        // Process.destroy() would close the output that the test still reads.
        process.toHandle().destroy();
    }

    /** Sends SIGINT, as Ctrl+C does. */
    public void interrupt() throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    public int awaitExit() {
        await().alias("the end of the process").atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    private String find(String text) {
        return output.stream().filter(line -> line.contains(text)).findFirst().orElse(null);
    }
}
