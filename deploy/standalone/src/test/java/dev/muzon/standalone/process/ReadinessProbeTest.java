package dev.muzon.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests with this process as the one that listens, and a child that does not. */
class ReadinessProbeTest {
    private static final long SELF = ProcessHandle.current().pid();
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private Process child;

    @BeforeEach
    void start() throws IOException {
        child = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() {
        child.destroyForcibly();
    }

    @Test
    void aNeighbourOnThePortDoesNotMakeAProcessReady() throws Exception {
        try (var socket = new ServerSocket()) {
            socket.bind(FREE);
            ReadinessProbe probe = ReadinessProbe.tcp(new InetSocketAddress(FREE.getAddress(), socket.getLocalPort()));

            assertThat(probe.missing(child.pid())).startsWith("another process holds its port ");
            assertThat(probe.missing(SELF)).isNull();
        }
    }

    @Test
    void aNeighboursAnswerDoesNotMakeAProcessReady() throws Exception {
        HttpServer server = HttpServer.create(FREE, 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            ReadinessProbe probe = ReadinessProbe.http(
                    client, URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/readyz"));

            assertThat(probe.missing(child.pid())).startsWith("another process holds its port ");
            assertThat(probe.missing(SELF)).isNull();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theHolderOfAPortIsFoundByPidAndName() throws IOException {
        int port;
        try (var socket = new ServerSocket()) {
            socket.bind(FREE);
            port = socket.getLocalPort();

            assertThat(PortHolder.of(port)).hasValue(new PortHolder(SELF, "java"));
        }
        assertThat(PortHolder.of(port)).isEmpty();
    }
}
