package dev.muzon.extractor.source.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Supysonic on loopback with a folder, a database and a user that nobody else has. */
final class Supysonic implements AutoCloseable {
    private static final Path SERVER = Path.of("/usr/bin/supysonic-server");
    private static final Path CLI = Path.of("/usr/bin/supysonic-cli");
    private static final Path WAITRESS = Path.of("/usr/lib/python3/dist-packages/waitress");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final Process server;

    private Supysonic(Path home, int port) throws IOException {
        this.port = port;
        this.server = program(home, SERVER, "-S", "waitress", "-h", "127.0.0.1", "-p", String.valueOf(port))
                .start();
    }

    static boolean isInstalled() {
        return Files.isExecutable(SERVER) && Files.isExecutable(CLI) && Files.isDirectory(WAITRESS);
    }

    /**
     * Starts a server that knows the songs of a folder.
     *
     * @param home an empty folder for what it writes
     */
    static Supysonic of(Path music, Path home, String user, String password) throws IOException {
        Files.writeString(home.resolve(".supysonic"), """
                [base]
                database_uri = sqlite:///%1$s/songs.db
                [webapp]
                cache_dir = %1$s/cache
                [daemon]
                socket = %1$s/daemon
                run_watcher = off
                """.formatted(home));
        try {
            // Before the server starts: of two processes that make the tables of a new database one fails.
            command(home, "user", "add", user, "-p", password);
            command(home, "folder", "add", "music", music.toString());
            command(home, "folder", "scan", "--foreground", "music");
            return answering(new Supysonic(home, unusedPort()));
        } catch (Exception | Error e) {
            throw new IllegalStateException("Supysonic says: " + Files.readString(log(home)), e);
        }
    }

    private static Supysonic answering(Supysonic server) {
        try {
            await().atMost(PATIENCE).until(server::answers);
            return server;
        } catch (Exception | Error e) {
            server.close();
            throw e;
        }
    }

    private static Path log(Path home) {
        return home.resolve("log");
    }

    int port() {
        return port;
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void command(Path home, String... words) throws IOException, InterruptedException {
        int exit = program(home, CLI, words).start().waitFor();
        if (exit != 0) {
            throw new IOException("supysonic-cli " + words[0] + " ended with " + exit);
        }
    }

    private static ProcessBuilder program(Path home, Path program, String... words) {
        var builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(words));
        builder.environment().put("HOME", home.toString());
        builder.directory(home.toFile());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(home).toFile()));
    }

    /** Stops it at once. */
    @Override
    public void close() {
        server.destroyForcibly().onExit().join();
    }
}
