package dev.muzon.standalone.isolation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A relay of TCP connections, so that a port inside a network namespace can be reached from the host. One relay inside
 * listens on the namespace's address, one outside on the host's loopback.
 */
public final class Relay implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5000;

    private final ServerSocket server;
    private final InetSocketAddress target;

    private Relay(ServerSocket server, InetSocketAddress target) {
        this.server = server;
        this.target = target;
    }

    /**
     * Starts a relay.
     *
     * @param from the address to listen on, with port 0 for a free one
     */
    public static Relay start(InetSocketAddress from, InetSocketAddress target) throws IOException {
        var server = new ServerSocket();
        server.bind(from);
        var relay = new Relay(server, target);
        Thread.ofVirtual().name("relay").start(relay::accept);
        return relay;
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> pass(client));
            } catch (IOException _) {
                // It was closed, or the client left at once.
            }
        }
    }

    private void pass(Socket client) {
        try (client;
                var far = new Socket()) {
            far.connect(target, CONNECT_MILLIS);
            Thread answers = Thread.ofVirtual().start(() -> copy(far, client));
            copy(client, far);
            answers.join();
        } catch (IOException _) {
            // What listens there is not ready, or one side left.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // One side left. The other one reads the end of its stream.
        }
    }
}
