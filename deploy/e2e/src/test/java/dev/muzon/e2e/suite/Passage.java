package dev.muzon.e2e.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A relay of connections to TCP and Unix sockets. A Unix socket is a file, so it leads into a network namespace that has no
 * other way out.
 */
final class Passage implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final ServerSocketChannel server;
    private final SocketAddress target;

    private Passage(ServerSocketChannel server, SocketAddress target) {
        this.server = server;
        this.target = target;
    }

    /**
     * Runs the end inside of a namespace, until it is killed.
     *
     * @param arguments the port of loopback to listen on, and the file of the Unix socket that leads out
     */
    public static void main(String[] arguments) throws IOException {
        var from = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        try (Passage passage = open(from, UnixDomainSocketAddress.of(arguments[1]))) {
            passage.serve();
        }
    }

    /** Starts a relay beside its caller. */
    static Passage start(SocketAddress from, SocketAddress target) throws IOException {
        Passage passage = open(from, target);
        Thread.ofVirtual().name("passage").start(passage::serve);
        return passage;
    }

    private static Passage open(SocketAddress from, SocketAddress target) throws IOException {
        ServerSocketChannel server = from instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        return new Passage(server.bind(from), target);
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> pass(client));
            } catch (IOException _) {
                // It was closed, or the client left at once.
            }
        }
    }

    private void pass(SocketChannel client) {
        try (client;
                SocketChannel far = SocketChannel.open(target)) {
            Thread answers = Thread.ofVirtual().start(() -> copy(far, client));
            copy(client, far);
            answers.join();
        } catch (IOException _) {
            // Nothing listens there, or one side left.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException _) {
            // One side left. The other one reads the end of its stream.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
