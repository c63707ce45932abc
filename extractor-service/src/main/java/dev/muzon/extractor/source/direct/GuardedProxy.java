package dev.muzon.extractor.source.direct;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door of one ffmpeg run to the network; see the package's description. It listens on a port of loopback that
 * nobody else is told and, to whoever finds it while it is open, gives nothing but the public internet.
 */
final class GuardedProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GuardedProxy.class);
    private static final int BACKLOG = 16;

    /**
     * @param maxBytes from all servers together; what is beyond is cut off
     * @param readTimeout how long either side may say nothing
     */
    record Limits(long maxBytes, Duration connectTimeout, Duration readTimeout) {}

    private final AddressGuard guard;
    private final Limits limits;
    private final ServerSocket listener;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong received = new AtomicLong();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    private GuardedProxy(AddressGuard guard, Limits limits, ServerSocket listener) {
        this.guard = guard;
        this.limits = limits;
        this.listener = listener;
    }

    static GuardedProxy open(AddressGuard guard, Limits limits) {
        try {
            GuardedProxy proxy =
                    new GuardedProxy(guard, limits, new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("guarded-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException noPort) {
            throw Failure.passing(FailureCode.INTERNAL, "no port for the proxy: " + noPort)
                    .causedBy(noPort);
        }
    }

    /** Value of ffmpeg's {@code -http_proxy}. */
    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Why the door stayed closed or was shut, null when it was not. */
    @Nullable Failure failure() {
        return failure.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().name("guarded-proxy-connection").start(() -> serve(client));
            } catch (IOException closed) {
                log.trace("The proxy's door is closed: {}", closed.getMessage());
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            hold(client);
            client.setSoTimeout((int) limits.readTimeout().toMillis());
            RequestHead request = RequestHead.read(client.getInputStream());
            try (Socket origin = dial(request)) {
                pass(request, client, origin);
            } catch (FailureException refused) {
                failure.compareAndSet(null, refused.failure());
                answer(
                        client,
                        refused.failure().code() == FailureCode.URL_FORBIDDEN ? "403 Forbidden" : "404 Not Found");
            } catch (IOException unreachable) {
                failure.compareAndSet(
                        null, Failure.passing(FailureCode.SOURCE_UNAVAILABLE, "no connection: " + unreachable));
                answer(client, "502 Bad Gateway");
            }
        } catch (IOException gone) {
            log.trace("A connection of ffmpeg's broke off: {}", gone.toString());
        } finally {
            open.remove(client);
        }
    }

    private void hold(Closeable socket) throws IOException {
        open.add(socket);
        if (listener.isClosed()) {
            throw new IOException("the run is over");
        }
    }

    /** Dials exactly what the guard has checked. */
    private Socket dial(RequestHead request) throws IOException {
        List<InetAddress> addresses = guard.resolve(request.host());
        IOException last = new IOException("no address");
        for (InetAddress address : addresses) {
            Socket origin = new Socket();
            try {
                origin.connect(new InetSocketAddress(address, request.port()), (int)
                        limits.connectTimeout().toMillis());
                origin.setSoTimeout((int) limits.readTimeout().toMillis());
                return origin;
            } catch (IOException unreachable) {
                origin.close();
                last = unreachable;
            }
        }
        throw last;
    }

    private void pass(RequestHead request, Socket client, Socket origin) {
        try {
            hold(origin);
            if (request.tunnel()) {
                answer(client, "200 Connection established");
                Thread.ofVirtual().name("guarded-proxy-upstream").start(() -> upstream(client, origin));
            } else {
                // The client's side is not read again: a second request would name a host nobody has checked.
                origin.getOutputStream().write(request.forOrigin());
            }
            downstream(origin, client);
        } catch (IOException cut) {
            log.trace("The connection to {} broke off: {}", request.host(), cut.toString());
        } finally {
            open.remove(origin);
        }
    }

    /** Copies, counting; ends both when the limit is reached. */
    private void downstream(Socket origin, Socket client) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        InputStream in = origin.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (received.addAndGet(n) > limits.maxBytes()) {
                String limit = (limits.maxBytes() >> 20) + " MB";
                failure.compareAndSet(
                        null, Failure.user(FailureCode.TRACK_TOO_LARGE, "more than " + limit, Map.of("limit", limit)));
                return;
            }
            out.write(buffer, 0, n);
        }
    }

    private static void upstream(Socket client, Socket origin) {
        try {
            client.setSoTimeout(0);
            client.getInputStream().transferTo(origin.getOutputStream());
            origin.shutdownOutput();
        } catch (IOException over) {
            log.trace("The tunnel is over: {}", over.toString());
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        String length = status.startsWith("200") ? "" : "Content-Length: 0\r\nConnection: close\r\n";
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\n" + length + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Shuts the door and cuts every connection through it. */
    @Override
    public void close() {
        open.add(listener);
        for (Closeable socket : open) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                log.trace("Closing: {}", alreadyGone.toString());
            }
        }
        open.clear();
    }
}
