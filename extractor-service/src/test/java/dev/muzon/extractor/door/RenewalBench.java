package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** The time from the refusal of an expired link to the next byte of the same sound behind another. */
final class RenewalBench {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final int TIMES = 50;
    private static final int WARM_UP = 10;

    private final byte[] song = new byte[3 * RangedWay.CHUNK];
    private final AtomicLong refused = new AtomicLong();

    private RenewalBench() {
        new Random(1).nextBytes(song);
    }

    public static void main(String[] args) throws Exception {
        new RenewalBench().run();
        System.exit(0);
    }

    private void run() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/new", exchange -> range(exchange, 0));
        List.of(403, 410).forEach(status -> server.createContext("/" + status, exchange -> range(exchange, status)));
        server.start();
        String origin = "http://127.0.0.1:" + server.getAddress().getPort();
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), InetAddress::getAllByName);
        try (Door door = new Door(
                guard,
                SSLContext.getDefault(),
                new DoorLimits(8 << 20, Duration.ofSeconds(2), Duration.ofSeconds(5)))) {
            for (int status : List.of(403, 410)) {
                measure(door, origin, status);
            }
        } finally {
            server.stop(0);
        }
    }

    private void measure(Door door, String origin, int status) throws Exception {
        double[] millis = new double[TIMES];
        for (int i = -WARM_UP; i < TIMES; i++) {
            double took = once(door, origin, status);
            if (i >= 0) {
                millis[i] = took;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "renewal after %d: %.1f / %.1f / %.1f ms%n",
                status,
                millis[TIMES / 2],
                millis[TIMES * 95 / 100],
                millis[TIMES - 1]);
    }

    private double once(Door door, String origin, int status) throws Exception {
        MediaLink.Renewal renewal = () -> new MediaLink(HttpLink.parse(origin + "/new"));
        var link = new MediaLink(HttpLink.parse(origin + "/" + status));
        try (Way way = door.openMedia(link, renewal, Duration.ofSeconds(5));
                InputStream sound =
                        Objects.requireNonNull(way.bytes(), "ranges").from(0)) {
            if (!Arrays.equals(sound.readNBytes(RangedWay.CHUNK + 1), Arrays.copyOf(song, RangedWay.CHUNK + 1))) {
                throw new IllegalStateException("other bytes after the renewal");
            }
            return (System.nanoTime() - refused.get()) / 1e6;
        }
    }

    /** Gives the first chunk, and then refuses with this status, 0 for never. */
    private void range(HttpExchange exchange, int status) throws IOException {
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        if (!range.matches()) {
            throw new IOException("no closed range");
        }
        int start = Integer.parseInt(range.group(1));
        int end = Math.min(Integer.parseInt(range.group(2)), song.length - 1);
        if (status > 0 && start > 0) {
            refused.set(System.nanoTime());
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-" + end + "/" + song.length);
        exchange.sendResponseHeaders(206, end - start + 1L);
        exchange.getResponseBody().write(song, start, end - start + 1);
        exchange.close();
    }
}
