package dev.muzon.extractor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A web server on one loopback address: files with ranges, redirects, errors. It remembers its requests. */
public final class TestWeb implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    private TestWeb(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, 404, ""));
        server.start();
    }

    public static TestWeb on(String address) throws IOException {
        return new TestWeb(HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), 0), 16));
    }

    public static TestWeb secure(SSLContext tls) throws IOException {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 16);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new TestWeb(https);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + port() + path;
    }

    /** Returns methods and paths, in order. */
    public List<String> asked() {
        return asked;
    }

    public TestWeb serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            try (exchange) {
                handler.handle(exchange);
            }
        });
        return this;
    }

    public TestWeb folder(String path, Path folder) {
        return serve(
                path,
                exchange -> file(
                        exchange,
                        folder.resolve(exchange.getRequestURI().getPath().substring(path.length()))));
    }

    public TestWeb file(String path, Path file) {
        return serve(path, exchange -> file(exchange, file));
    }

    public TestWeb text(String path, String type, String body) {
        return serve(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            answer(exchange, 200, body);
        });
    }

    public TestWeb status(String path, int status) {
        return serve(path, exchange -> answer(exchange, status, "no"));
    }

    public TestWeb redirect(String path, String target) {
        return serve(path, exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            answer(exchange, 302, "");
        });
    }

    /** Answers with a file that arrives at a byte in half a second while it drips. */
    public TestWeb dripping(String path, Path file, BooleanSupplier drips) {
        return serve(path, exchange -> {
            if (!drips.getAsBoolean()) {
                file(exchange, file);
                return;
            }
            byte[] whole = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, whole.length);
            for (byte drop : whole) {
                exchange.getResponseBody().write(drop);
                exchange.getResponseBody().flush();
                if (isClosedWithin(Duration.ofMillis(500))) {
                    return;
                }
            }
        });
    }

    /**
     * Answers with a file that arrives slowly.
     *
     * @param ranges whether parts of it are given
     */
    public TestWeb slow(String path, Path file, int bytesPerSecond, boolean ranges) {
        return serve(path, exchange -> {
            byte[] whole = Files.readAllBytes(file);
            Matcher wanted =
                    RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            int start = ranges && wanted.matches() ? Integer.parseInt(wanted.group(1)) : 0;
            if (ranges) {
                exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + start + "-" + (whole.length - 1) + "/" + whole.length);
            }
            exchange.sendResponseHeaders(ranges ? 206 : 200, whole.length - start);
            int part = bytesPerSecond / 20;
            for (int at = start; at < whole.length; at += part) {
                int n = Math.min(part, whole.length - at);
                exchange.getResponseBody().write(whole, at, n);
                exchange.getResponseBody().flush();
                sent.addAndGet(n);
                if (isClosedWithin(Duration.ofMillis(50))) {
                    return;
                }
            }
        });
    }

    /** Returns how many bytes of slow files were sent. */
    public long sent() {
        return sent.get();
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public static void file(HttpExchange exchange, Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher wanted = RANGE.matcher(range == null ? "" : range);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (!wanted.matches() || Integer.parseInt(wanted.group(1)) >= whole.length) {
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(whole);
            return;
        }
        int start = Integer.parseInt(wanted.group(1));
        int end = wanted.group(2).isEmpty()
                ? whole.length - 1
                : Math.min(Integer.parseInt(wanted.group(2)), whole.length - 1);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-" + end + "/" + whole.length);
        exchange.sendResponseHeaders(206, end - start + 1L);
        exchange.getResponseBody().write(whole, start, end - start + 1);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
