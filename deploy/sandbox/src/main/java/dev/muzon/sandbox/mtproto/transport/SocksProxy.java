package dev.muzon.sandbox.mtproto.transport;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy that clients are told to use. It leads them to the sandbox for any address that they ask for. As all their
 * traffic passes here, it can also simulate an outage.
 */
public final class SocksProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SocksProxy.class);

    /** Living clients ping at least every minute. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private static final int LARGE_PACKETS = 32 << 20;
    private static final int MOST_CONNECTIONS = 1000;

    /** The service behind the proxy. */
    @FunctionalInterface
    public interface Service {
        /** Serves a connection and returns when it is over. The caller closes the socket. */
        void serve(Socket socket, PacketStream packets) throws IOException;
    }

    private final ServerSocket listener;
    private final Service service;
    private final PacketBudget budget = new PacketBudget(LARGE_PACKETS);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean outage;

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     */
    public SocksProxy(InetAddress address, int port, Service service) throws IOException {
        this.service = service;
        this.listener = new ServerSocket();
        listener.bind(new InetSocketAddress(address, port));
        Thread.ofVirtual().name("socks-accept").start(this::acceptAll);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Closes all connections and refuses new ones, until {@link #restore}. */
    public void cut() {
        outage = true;
        connections.forEach(SocksProxy::close);
    }

    /** Ends the outage. */
    public void restore() {
        outage = false;
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                accepted(listener.accept());
            } catch (Throwable e) {
                if (!listener.isClosed()) {
                    log.warn("Connection not accepted: {}", e.toString());
                }
            }
        }
    }

    private void accepted(Socket socket) {
        if (connections.size() >= MOST_CONNECTIONS) {
            close(socket);
            return;
        }
        connections.add(socket);
        Thread.ofVirtual().name("mtproto-" + socket.getPort()).start(() -> serve(socket));
    }

    private void serve(Socket socket) {
        try (socket) {
            // Asked after the socket was registered, so that no connection slips through a cut.
            if (outage) {
                return;
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(SILENCE.toMillis()));
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            SocksHandshake.accept(in, socket.getOutputStream());
            service.serve(socket, PacketStream.accept(in, socket.getOutputStream(), budget));
        } catch (IOException e) {
            log.debug("Connection from port {} ended: {}", socket.getPort(), e.toString());
        } catch (Throwable e) {
            log.error("Connection from port {} failed and was closed", socket.getPort(), e);
        } finally {
            connections.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            log.warn("Listener not closed: {}", e.toString());
        }
        connections.forEach(SocksProxy::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("Connection not closed: {}", e.toString());
        }
    }
}
