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
 * The proxy that clients are told to use: whatever they ask for, they get the sandbox. As all their traffic passes here,
 * it can also play an outage.
 */
public final class SocksProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SocksProxy.class);

    /** Living clients ping at least every minute. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    /** What serves a connection once its packets can be read. */
    @FunctionalInterface
    public interface Service {
        /** Returns when the connection is over; the caller closes the socket. */
        void serve(Socket socket, PacketStream packets) throws IOException;
    }

    private final ServerSocket listener;
    private final Service service;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean outage;

    /** @param port 0 for any free one */
    public SocksProxy(InetAddress address, int port, Service service) throws IOException {
        this.service = service;
        this.listener = new ServerSocket();
        listener.bind(new InetSocketAddress(address, port));
        Thread.ofVirtual().name("socks-accept").start(this::acceptAll);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on nobody gets through, and who was through is cut off, until {@link #restore}. */
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
                Socket socket = listener.accept();
                connections.add(socket);
                Thread.ofVirtual().name("mtproto-" + socket.getPort()).start(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    log.warn("could not accept a connection: {}", e.toString());
                }
            }
        }
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
            service.serve(socket, PacketStream.accept(in, socket.getOutputStream()));
        } catch (IOException e) {
            log.debug("connection from port {} ended: {}", socket.getPort(), e.toString());
        } catch (RuntimeException e) {
            log.warn("connection from port {} failed and was closed", socket.getPort(), e);
        } finally {
            connections.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            log.warn("could not close the listener: {}", e.toString());
        }
        connections.forEach(SocksProxy::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("could not close a connection: {}", e.toString());
        }
    }
}
