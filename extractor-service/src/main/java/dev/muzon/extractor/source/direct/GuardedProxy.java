package dev.muzon.extractor.source.direct;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way of one ffmpeg run to the network: see the package's description. It listens on a loopback port that only
 * this run is told. A client that finds it while it is open reaches nothing but the public internet.
 */
final class GuardedProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GuardedProxy.class);
    private static final int BACKLOG = 16;

    /** A name with a thousand addresses would otherwise be dialled for an hour. */
    private static final int MAX_ADDRESSES = 4;

    /** As many as ffmpeg follows. */
    private static final int MAX_REDIRECTS = 8;

    /** Without file descriptors an accept fails at once, again and again. */
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

    /**
     * Limits of one run.
     *
     * @param maxBytes from all servers together. The rest is cut off
     * @param connectTimeout of one address. All of a host's together get twice as long
     * @param readTimeout how long either side may be silent
     */
    record Limits(long maxBytes, Duration connectTimeout, Duration readTimeout) {}

    private final AddressGuard guard;
    private final Limits limits;
    private final ServerSocket listener;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong received = new AtomicLong();
    private final AtomicInteger redirects = new AtomicInteger();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    private GuardedProxy(AddressGuard guard, Limits limits, ServerSocket listener) {
        this.guard = guard;
        this.limits = limits;
        this.listener = listener;
    }

    static GuardedProxy open(AddressGuard guard, Limits limits) {
        try {
            return open(guard, limits, new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw Failure.of(FailureCode.INTERNAL_TRANSIENT, "no port for the proxy: " + e)
                    .causedBy(e);
        }
    }

    /**
     * Opens the proxy.
     *
     * @param listener the socket that connections arrive at, closed with the proxy
     */
    static GuardedProxy open(AddressGuard guard, Limits limits, ServerSocket listener) {
        var proxy = new GuardedProxy(guard, limits, listener);
        Thread.ofVirtual().name("guarded-proxy").start(proxy::accept);
        return proxy;
    }

    /** Returns the value of ffmpeg's {@code -http_proxy}. */
    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Returns why a request was refused or cut, null when none was. */
    @Nullable Failure failure() {
        return failure.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().name("guarded-proxy-connection").start(() -> serve(client));
            } catch (Throwable e) {
                if (listener.isClosed()) {
                    return;
                }
                log.warn("Proxy cannot accept a connection: {}", e.toString());
                LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            hold(client);
            client.setSoTimeout((int) limits.readTimeout().toMillis());
            serveRequest(client);
        } catch (IOException e) {
            log.trace("Connection of ffmpeg broke off: {}", e.toString());
        } catch (Throwable e) {
            blame(Failure.of(FailureCode.INTERNAL, "the proxy failed: " + e));
            log.error("Proxy failed", e);
        } finally {
            open.remove(client);
        }
    }

    private void serveRequest(Socket client) throws IOException {
        try {
            RequestHead request = RequestHead.read(client.getInputStream());
            try (Socket origin = dial(request)) {
                pass(request, client, origin);
            }
        } catch (FailureException e) {
            blame(e.failure());
            answer(client, e.failure().code() == FailureCode.URL_FORBIDDEN ? "403 Forbidden" : "404 Not Found");
        }
    }

    /** Keeps the first failure: it explains the later ones. */
    private void blame(Failure trouble) {
        failure.compareAndSet(null, trouble);
    }

    private void hold(Closeable socket) throws IOException {
        open.add(socket);
        if (listener.isClosed()) {
            throw new IOException("the run is over");
        }
    }

    /**
     * Dials exactly the addresses that the guard has checked.
     *
     * @throws FailureException when none of them takes the connection
     */
    private Socket dial(RequestHead request) throws IOException {
        List<InetAddress> addresses = guard.resolve(request.host());
        long start = System.nanoTime();
        String last = "no address";
        for (InetAddress address : addresses.subList(0, Math.min(addresses.size(), MAX_ADDRESSES))) {
            Duration left = limits.connectTimeout().multipliedBy(2).minusNanos(System.nanoTime() - start);
            if (!left.isPositive()) {
                break;
            }
            var origin = new Socket();
            try {
                hold(origin);
                long patience = Math.min(limits.connectTimeout().toMillis(), left.toMillis() + 1);
                origin.connect(new InetSocketAddress(address, request.port()), (int) patience);
                origin.setSoTimeout((int) limits.readTimeout().toMillis());
                return origin;
            } catch (IOException e) {
                open.remove(origin);
                origin.close();
                last = e.toString();
            }
        }
        throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, "no connection to " + request.host() + ": " + last)
                .asException();
    }

    private void pass(RequestHead request, Socket client, Socket origin) {
        try {
            if (request.tunnel()) {
                answer(client, "200 Connection established");
                Thread.ofVirtual().name("guarded-proxy-upstream").start(() -> upstream(client, origin));
            } else {
                // The client's side is not read again: a second request would name a host that nobody has checked.
                origin.getOutputStream().write(request.forOrigin());
            }
            downstream(request, origin, client);
        } catch (IOException e) {
            log.trace("Connection to {} broke off: {}", request.host(), e.toString());
        } finally {
            open.remove(origin);
        }
    }

    /** Copies, counting. Ends both when the limit is reached or the origin speaks another protocol. */
    private void downstream(RequestHead request, Socket origin, Socket client) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        InputStream in = origin.getInputStream();
        OutputStream out = client.getOutputStream();
        boolean first = true;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (received.addAndGet(n) > limits.maxBytes()) {
                var limit = FailureArgument.bytes(limits.maxBytes());
                String detail = "more than " + limits.maxBytes() + " bytes";
                blame(Failure.of(FailureCode.TRACK_TOO_LARGE, detail, Map.of("limit", limit)));
                return;
            }
            if (first && !isAnswer(request, buffer, n)) {
                return;
            }
            first = false;
            out.write(buffer, 0, n);
        }
    }

    private boolean isAnswer(RequestHead request, byte[] bytes, int length) {
        if (!(request.tunnel() ? OriginAnswer.isTls(bytes) : OriginAnswer.isHttp(bytes, length))) {
            blame(Failure.of(
                    FailureCode.SOURCE_NOT_HTTP,
                    request.host() + ":" + request.port() + " does not speak " + (request.tunnel() ? "TLS" : "HTTP")));
            return false;
        }
        if (request.tunnel() || !OriginAnswer.isRedirect(bytes, length)) {
            redirects.set(0);
        } else if (redirects.incrementAndGet() > MAX_REDIRECTS) {
            blame(Failure.of(FailureCode.URL_UNSUPPORTED, "more than " + MAX_REDIRECTS + " redirects"));
        }
        return true;
    }

    private static void upstream(Socket client, Socket origin) {
        try {
            client.setSoTimeout(0);
            client.getInputStream().transferTo(origin.getOutputStream());
            origin.shutdownOutput();
        } catch (IOException e) {
            log.trace("Tunnel ended: {}", e.toString());
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        String length = status.startsWith("200") ? "" : "Content-Length: 0\r\nConnection: close\r\n";
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\n" + length + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Closes the proxy and cuts every connection through it. */
    @Override
    public void close() {
        open.add(listener);
        for (Closeable socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                log.trace("Connection not closed cleanly: {}", e.toString());
            }
        }
        open.clear();
    }
}
