package dev.muzon.testkit.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A proxy on loopback whose tunnels all lead to one server, whatever host is asked for. */
public final class TunnelProxy implements AutoCloseable {
    private final InetSocketAddress server;
    private final ServerSocket proxy;

    public TunnelProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        proxy = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::lead);
    }

    public int port() {
        return proxy.getLocalPort();
    }

    private void lead() {
        while (!proxy.isClosed()) {
            try {
                Socket client = proxy.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> tunnel(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void tunnel(Socket client) {
        try (client;
                Socket origin = new Socket(server.getAddress(), server.getPort())) {
            origin.setTcpNoDelay(true);
            InputStream in = client.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            client.getOutputStream().write("HTTP/1.1 200 ok\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(() -> {
                try {
                    in.transferTo(origin.getOutputStream());
                    origin.shutdownOutput();
                } catch (IOException e) {
                    // The other direction ends with it.
                }
            });
            origin.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The client has hung up.
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
