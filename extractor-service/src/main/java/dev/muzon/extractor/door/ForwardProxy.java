package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP proxy on loopback for children that verify TLS themselves. It dials only addresses that the guard has checked,
 * for each connection again, so no redirect leads inside. Only a child that was told the secret may use it.
 */
public final class ForwardProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ForwardProxy.class);
    private static final Pattern TUNNEL =
            Pattern.compile("CONNECT (\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):(\\d{1,5}) HTTP/1\\.[01]");
    private static final Pattern PLAIN = Pattern.compile("([A-Z]{3,10}) (http://\\S+) HTTP/1\\.[01]");
    /** The status that tells a child's asker that the operator's proxy is away. No other answer has it. */
    public static final int PROXY_AWAY = 590;

    /** The status that tells a child's asker that the operator's proxy does not serve us. No other answer has it. */
    public static final int PROXY_REFUSED = 591;

    private static final int LONGEST_HEAD = 32 * 1024;
    private static final int MOST_CONNECTIONS = 128;
    private static final int MOST_ADDRESSES = 4;
    private static final int SECRET_BYTES = 16;
    private static final int BUFFER = 16 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Pages and scripts are a few megabytes. Sound goes through the door. */
    private static final long MOST_BYTES = 64L << 20;

    private final AddressGuard guard;
    private final DoorLimits limits;
    private final NetworkExit exit;
    private final ServerSocket server;
    private final String secret;
    private final byte[] credentials;
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Does the same as {@link #ForwardProxy(AddressGuard, DoorLimits, NetworkExit)} without a proxy, for tests. */
    public ForwardProxy(AddressGuard guard, DoorLimits limits) {
        this(guard, limits, NetworkExit.STRAIGHT);
    }

    /**
     * Opens the proxy.
     *
     * @param exit the way on which its connections leave this host
     */
    public ForwardProxy(AddressGuard guard, DoorLimits limits, NetworkExit exit) {
        this.guard = guard;
        this.exit = exit;
        this.limits = limits;
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        secret = HexFormat.of().formatHex(random);
        credentials = ("Basic "
                        + Base64.getEncoder().encodeToString(("muzon:" + secret).getBytes(StandardCharsets.US_ASCII)))
                .getBytes(StandardCharsets.US_ASCII);
        try {
            server = new ServerSocket(0, MOST_CONNECTIONS, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the proxy", e);
        }
        Thread.ofVirtual().name("forward-proxy").start(this::accept);
    }

    /** Returns the port, the only one that the child has to reach. */
    public int port() {
        return server.getLocalPort();
    }

    /** Returns the proxy's address with the secret in it. It must not be printed. */
    public String address() {
        return "http://muzon:" + secret + "@127.0.0.1:" + port();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                client.setTcpNoDelay(true);
                if (!free.tryAcquire()) {
                    client.close();
                    continue;
                }
                open.add(client);
                Thread.ofVirtual().name("forward-proxy-client").start(() -> {
                    try (client) {
                        serve(client);
                    } catch (IOException e) {
                        log.trace("Connection of a child broke off: {}", e.toString());
                    } catch (Throwable e) {
                        log.error("Proxy failed", e);
                    } finally {
                        open.remove(client);
                        free.release();
                    }
                });
            } catch (IOException e) {
                log.trace("Connection not accepted: {}", e.toString());
                pause();
            } catch (Throwable e) {
                log.error("Proxy failed", e);
                pause();
            }
        }
    }

    /** Waits for descriptors or memory to come back, instead of failing in a busy loop. */
    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private void serve(Socket client) throws IOException {
        client.setSoTimeout(milliseconds());
        String head = head(client.getInputStream());
        String first = head.lines().findFirst().orElse("");
        if (!isAuthorised(head)) {
            refuse(client, "407 Proxy Authentication Required", "a request without the secret");
            return;
        }
        Matcher tunnel = TUNNEL.matcher(first);
        Matcher plain = PLAIN.matcher(first);
        try {
            if (tunnel.matches()) {
                String host = tunnel.group(1).replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
                try (Socket origin = dial(host, Integer.parseInt(tunnel.group(2)))) {
                    write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                    join(client, origin);
                }
            } else if (plain.matches()) {
                HttpLink link = HttpLink.parse(plain.group(2));
                try (Socket origin = dial(link.host(), link.portOrDefault())) {
                    write(origin, plain.group(1) + " " + link.path() + " HTTP/1.1\r\n" + fields(head));
                    join(client, origin);
                }
            } else {
                refuse(client, "400 Bad Request", "not a request to a proxy");
            }
        } catch (FailureException e) {
            String status = switch (e.failure().code()) {
                case URL_FORBIDDEN -> "403 Forbidden";
                case PROXY_UNAVAILABLE -> PROXY_AWAY + " Proxy Away";
                case PROXY_REFUSED -> PROXY_REFUSED + " Proxy Refused";
                default -> "502 Bad Gateway";
            };
            refuse(client, status, e.failure().detail());
        } catch (SocketTimeoutException e) {
            refuse(client, "504 Gateway Timeout", e.toString());
        }
    }

    private int milliseconds() {
        return (int) limits.readTimeout().toMillis();
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int octet = in.read();
            if (octet < 0 || head.size() == LONGEST_HEAD) {
                throw new IOException("the head broke off or is too long");
            }
            head.write(octet);
            ends = octet == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : octet == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private boolean isAuthorised(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "Proxy-Authorization:", 0, 20))
                .map(line -> line.substring(20).strip().getBytes(StandardCharsets.ISO_8859_1))
                .anyMatch(given -> MessageDigest.isEqual(given, credentials));
    }

    /** Returns the fields of a plain request as its server may see them. */
    private static String fields(String head) {
        var fields = new StringBuilder();
        head.lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("proxy-"))
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                .forEach(line -> fields.append(line).append("\r\n"));
        return fields.append("Connection: close\r\n\r\n").toString();
    }

    private Socket dial(String host, int port) throws IOException {
        List<InetAddress> addresses = guard.resolve(host, port);
        IOException last = new IOException("no address");
        for (InetAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
            Socket origin = exit.socket();
            try {
                // A handshake comes in small pieces. Held back, each costs 40 ms: twice what yt-dlp computes on a page.
                origin.setTcpNoDelay(true);
                origin.connect(new InetSocketAddress(address, port), (int)
                        limits.connectTimeout().toMillis());
                origin.setSoTimeout(milliseconds());
                open.add(origin);
                return origin;
            } catch (ProxyException e) {
                origin.close();
                throw e.failure().causedBy(e);
            } catch (ProxyHandshake.TargetForbidden e) {
                origin.close();
                throw Failure.of(FailureCode.URL_FORBIDDEN, host + ": " + e).causedBy(e);
            } catch (IOException e) {
                origin.close();
                last = e;
            }
        }
        throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, host + ": " + last).causedBy(last);
    }

    /** Copies both ways until one side ends. */
    private void join(Socket client, Socket origin) throws IOException {
        var passed = new AtomicLong();
        Thread.ofVirtual().name("forward-proxy-up").start(() -> {
            try {
                copy(client, origin, passed);
                origin.shutdownOutput();
            } catch (IOException e) {
                log.trace("Connection of a child broke off: {}", e.toString());
            }
        });
        try {
            copy(origin, client, passed);
        } finally {
            open.remove(origin);
        }
    }

    private static void copy(Socket from, Socket to, AtomicLong passed) throws IOException {
        byte[] buffer = new byte[BUFFER];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (passed.addAndGet(n) > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            out.write(buffer, 0, n);
        }
    }

    private static void refuse(Socket client, String status, String reason) throws IOException {
        log.debug("Request of a child refused: {}", reason);
        write(client, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            log.trace("Proxy not closed cleanly: {}", e.toString());
        }
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                log.trace("Connection not closed cleanly: {}", e.toString());
            }
        }
    }
}
