package dev.muzon.assistant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The service as a separate process, which can be killed. */
final class ServiceProcess implements AutoCloseable {
    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param settings as arguments of the program
     * @param log where its output goes
     */
    static ServiceProcess start(List<String> settings, Path log) throws IOException {
        return start(List.of("-XX:TieredStopAtLevel=1"), settings, log);
    }

    /**
     * Starts it.
     *
     * @param jvm options of the virtual machine
     */
    static ServiceProcess start(List<String> jvm, List<String> settings, Path log) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvm);
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AssistantServiceApplication.class.getName()));
        command.addAll(settings);
        return new ServiceProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    }

    /** Kills it, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
