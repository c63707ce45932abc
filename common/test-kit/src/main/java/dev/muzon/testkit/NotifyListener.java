package dev.muzon.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A socket such as systemd listens on. Python opens it, because Java has no datagrams between processes. */
public final class NotifyListener implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String LISTEN = """
            import socket, sys
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            listener.bind(sys.argv[1])
            print("listens", flush=True)
            while True:
                print(listener.recv(4096).decode(), flush=True)
            """;

    private final String socket;
    private final Process process;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private NotifyListener(String socket, Process process) {
        this.socket = socket;
        this.process = process;
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(heard::add));
        Awaitility.await("the socket").atMost(PATIENCE).until(() -> heard.contains("listens"));
    }

    public static NotifyListener in(Path folder) {
        String socket = folder.resolve("notify").toString();
        try {
            return new NotifyListener(
                    socket,
                    new ProcessBuilder("python3", "-c", LISTEN, socket)
                            .redirectErrorStream(true)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what systemd adds to the environment of a process that it starts and watches. */
    public Map<String, String> environment(Duration watchdog) {
        return Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", Long.toString(watchdog.toNanos() / 1_000));
    }

    /** Returns all words so far. */
    public List<String> heard() {
        return heard.stream().skip(1).toList();
    }

    /** Waits until a word was heard. */
    public void await(String word) {
        Awaitility.await(word).atMost(PATIENCE).until(() -> count(word) > 0);
    }

    /** Waits for the next time that a word is heard. */
    public void awaitNext(String word) {
        long before = count(word);
        Awaitility.await("another " + word).atMost(PATIENCE).until(() -> count(word) > before);
    }

    private long count(String word) {
        return heard.stream().filter(word::equals).count();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
