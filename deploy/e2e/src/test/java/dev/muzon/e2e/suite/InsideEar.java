package dev.muzon.e2e.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener on a private address where the services run. It counts all connections, whatever they say. */
public final class InsideEar implements AutoCloseable {
    public static final String ADDRESS = "127.0.0.2";

    private final Process process;
    private final BufferedReader lines;
    private final int port;
    private final AtomicInteger reached = new AtomicInteger();

    private InsideEar(Process process) throws IOException {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
        this.port = Integer.parseInt(lines.readLine());
        Thread.ofVirtual().start(this::count);
    }

    /** Opens it on a free port. */
    public static InsideEar open(RunningSuite suite) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path classes = RunningSuite.root().resolve("deploy/e2e/target/test-classes");
        return new InsideEar(suite.insideCommand(java, "-Xmx16m", "-cp", classes.toString(), InsideEar.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private void count() {
        try {
            while (lines.readLine() != null) {
                reached.incrementAndGet();
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    public int port() {
        return port;
    }

    /** Returns the number of connections so far. */
    public int reached() {
        return reached.get();
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Prints its port, then a line for each connection. */
    static void main() throws IOException {
        try (var socket = new ServerSocket(0, 50, InetAddress.ofLiteral(ADDRESS))) {
            IO.println(socket.getLocalPort());
            Thread.ofVirtual().start(() -> endWithTheTest(socket));
            while (!socket.isClosed()) {
                socket.accept().close();
                IO.println("reached");
            }
        }
    }

    /** Ends when the test does. A test that is killed closes nothing but its end of this pipe. */
    private static void endWithTheTest(ServerSocket socket) {
        try (socket) {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
