package dev.muzon.standalone;

import dev.muzon.standalone.process.ProcessState;
import dev.muzon.standalone.process.ProcessView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A process that holds a state folder as a run does, with one process of it that fell. It ends at SIGTERM. */
public final class LockHolder implements AutoCloseable {
    private final Process process;

    private LockHolder(Process process) {
        this.process = process;
    }

    /** Runs in the child. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (var _ = FolderLock.take(folder);
                var file = new RunFile(folder, "demo", Instant.now())) {
            file.expects(Map.of("bot-gateway", 8081));
            file.changed(new ProcessView("bot-gateway", 0, ProcessState.WAITING_TO_RESTART, 2, Instant.now(), 0));
            file.changed(new ProcessView(
                    "mongo", 7, ProcessState.STARTING, 0, Instant.now(), 0, "nothing listens on its port 27117 yet"));
            file.trouble("bot-gateway", "ended with 1, starting again in 4 s");
            System.out.println("held");
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    /** Starts one and waits until it holds the folder. */
    static LockHolder of(Path folder) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!"held".equals(process.inputReader().readLine())) {
            throw new IOException("the child does not hold " + folder);
        }
        return new LockHolder(process);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
