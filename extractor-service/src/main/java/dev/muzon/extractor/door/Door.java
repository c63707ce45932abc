package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on loopback that fetches for our children: see the package's description. */
public final class Door implements AutoCloseable {
    /** The host in the door's addresses. It is never resolved, because ffmpeg asks its proxy for it. */
    static final String HOST = "door";

    private static final Logger log = LoggerFactory.getLogger(Door.class);
    private static final int BACKLOG = 128;
    private static final int SECRET_BYTES = 16;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final OriginClient origins;
    private final DoorLimits limits;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Way> ways = new ConcurrentHashMap<>();

    /** Does the same as {@link #Door(AddressRule, SSLContext, DoorLimits, NetworkExit)} without a proxy, for tests. */
    public Door(AddressRule addresses, SSLContext trust, DoorLimits limits) {
        this(addresses, trust, limits, NetworkExit.STRAIGHT);
    }

    /**
     * Opens the server.
     *
     * @param addresses decides what may be dialled
     * @param trust decides which TLS servers are believed
     * @param exit the way on which its connections leave this host
     */
    public Door(AddressRule addresses, SSLContext trust, DoorLimits limits, NetworkExit exit) {
        // Without it each first write after the head waits for the reader's delayed acknowledgement, some 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.limits = limits;
        this.origins = new OriginClient(addresses, trust, limits, exit);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the door", e);
        }
        server.setExecutor(handlers);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Opens a way to what a link names. The link is asked at once, so that a refusal is known before a child starts.
     *
     * @param limit until the server's answer begins
     * @throws dev.muzon.protocol.failure.FailureException why the link cannot be read
     */
    public Doorway open(HttpLink link, Duration limit) {
        return open(new MediaLink(link), limit);
    }

    private Doorway open(MediaLink link, Duration limit) {
        String name = secret();
        var way = new Doorway(surroundings(name), link);
        ways.put(name, way);
        try {
            way.begin(link.link(), limit);
            return way;
        } catch (Throwable e) {
            way.close();
            throw e;
        }
    }

    /**
     * Opens a way to a link that may expire. It is read in ranges where its server gives them.
     *
     * @param renewal finds the next link to the same sound
     * @param limit until the server's answer begins
     * @throws dev.muzon.protocol.failure.FailureException why the link cannot be read
     */
    public Way openMedia(MediaLink link, MediaLink.Renewal renewal, Duration limit) throws InterruptedException {
        String name = secret();
        var way = new RangedWay(surroundings(name), link, renewal);
        ways.put(name, way);
        boolean ranged = false;
        try {
            ranged = way.begin();
        } finally {
            if (!ranged) {
                way.close();
            }
        }
        return ranged ? way : open(link, limit);
    }

    /** Opens a way to sound that this service holds. Closing the way leaves the sound alone. */
    public Way serve(SoundBytes sound) {
        String name = secret();
        var way = new LocalWay(surroundings(name), sound);
        ways.put(name, way);
        return way;
    }

    private Way.Surroundings surroundings(String name) {
        return new Way.Surroundings(
                name, server.getAddress().getPort(), origins, limits, handlers, () -> ways.remove(name));
    }

    private String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** Answers a request. An exception breaks the connection, so that nothing cut off looks whole. */
    private void handle(HttpExchange exchange) throws IOException {
        URI target = exchange.getRequestURI();
        String[] path = target.getPath().split("/", -1);
        Way way = path.length == 3 ? ways.get(path[1]) : null;
        if (way == null || !HOST.equals(target.getHost())) {
            if (way == null && path.length == 3 && HOST.equals(target.getHost())) {
                // A child that is about to end asks once more.
                log.debug("Request of a child refused: its way through the door is closed");
            } else {
                log.warn("Request of a child refused: it did not ask the door for what the door named");
            }
            exchange.sendResponseHeaders(target.isAbsolute() ? FORBIDDEN : NOT_FOUND, -1);
            exchange.close();
            return;
        }
        try {
            way.serve(exchange, path[2]);
        } catch (IOException | RuntimeException | Error e) {
            throw way.broken(e);
        }
    }

    /** Closes the server and every way through it. */
    @Override
    public void close() {
        server.stop(0);
        ways.values().forEach(Way::close);
        handlers.shutdownNow();
        origins.close();
    }
}
