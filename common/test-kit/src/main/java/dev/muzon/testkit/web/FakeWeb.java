package dev.muzon.testkit.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Many sites at one address of this machine, behind TLS. Each {@link Face} that is opened answers as its service does,
 * until a test gives it a {@link Fault} or another answer. Its proxy leads to it, whatever host is asked for.
 */
public final class FakeWeb implements AutoCloseable {
    /** All hosts that a face has. */
    public static final List<String> HOSTS = Arrays.stream(Face.values())
            .flatMap(face -> face.hosts().stream())
            .distinct()
            .toList();

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final HttpsServer server;
    private final TunnelProxy proxy;
    private final WebKeys keys;
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile byte[] song = new byte[0];

    /**
     * A way in which a service fails.
     *
     * @param status that it answers everything with, 0 for a service that never answers
     */
    public record Fault(int status) {
        public static final Fault HANGS = new Fault(0);
    }

    /** Opens one at an address of this machine. */
    public FakeWeb(InetSocketAddress address, WebKeys keys) throws IOException {
        this.keys = keys;
        // Without it each answer waits 40 ms for the reader's acknowledgement, which no real site does.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpsServer.create(address, 16);
        server.setHttpsConfigurator(new HttpsConfigurator(keys.server()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        proxy = new TunnelProxy(server.getAddress());
    }

    /** Opens faces. */
    public FakeWeb open(Face... faces) {
        for (Face face : faces) {
            face.answer(this);
        }
        return this;
    }

    /** Breaks a service until it is healed. */
    public void fail(Face face, Fault fault) {
        face.hosts().forEach(host -> faults.put(host, fault));
    }

    /** Lets a service answer again. Questions that hang stay without an answer. */
    public void heal(Face face) {
        face.hosts().forEach(faults::remove);
    }

    public WebKeys keys() {
        return keys;
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    public int port() {
        return address().getPort();
    }

    public int proxyPort() {
        return proxy.port();
    }

    /** Returns methods, hosts, paths and queries, in order. */
    public List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String host = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "")
                .replaceFirst(":\\d+$", "");
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + host + exchange.getRequestURI());
        try (exchange) { // what was answered leaves when it closes
            Fault fault = faults.get(host);
            if (fault == null) {
                Stream.of(path, host + path, host)
                        .flatMap(at -> Stream.ofNullable(answers.get(at)))
                        .findFirst()
                        .orElse(unknown -> send(unknown, 404, "text/plain", "no"))
                        .handle(exchange);
            } else if (fault.status() > 0) {
                send(exchange, fault.status(), "text/html", "<html>no</html>");
            } else {
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Answers in a place.
     *
     * @param at a path of any host, or a host with a path, or a host with all its other paths
     */
    public FakeWeb serve(String at, HttpHandler handler) {
        answers.put(at, handler);
        return this;
    }

    /** Answers with a golden file, whatever the query is. */
    public FakeWeb golden(String at, String file) {
        String text = golden(file);
        return serve(at, exchange -> send(exchange, 200, type(file), text));
    }

    /** Answers with a page. */
    public FakeWeb page(String at, String html) {
        return serve(at, exchange -> send(exchange, 200, "text/html; charset=utf-8", html));
    }

    /** Answers with the song that this web holds. */
    public FakeWeb sound(String at) {
        return serve(at, exchange -> send(exchange, "audio/mpeg", song));
    }

    /** Lets all faces play this song, an MP3. */
    public FakeWeb song(byte[] mp3) {
        song = mp3;
        return this;
    }

    /** Returns the text of a golden file, whose links lead to this web. */
    public String golden(String file) {
        return text(file).replace("{port}", String.valueOf(port()));
    }

    /** Returns the text of a golden file as it is. */
    public static String text(String file) {
        try (InputStream in = FakeWeb.class.getResourceAsStream("/faces/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String type(String file) {
        return file.endsWith(".json")
                ? "application/json"
                : file.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
    }

    static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Answers with bytes, or with the range of them that is asked for. */
    public static void send(HttpExchange exchange, String type, byte[] whole) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        Matcher range = RANGE.matcher(
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Range"), ""));
        int start = range.matches() ? Integer.parseInt(range.group(1)) : 0;
        if (!range.matches() || start >= whole.length) {
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(whole);
            return;
        }
        int last = whole.length - 1;
        int end = range.group(2).isEmpty() ? last : Math.min(Integer.parseInt(range.group(2)), last);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-" + end + "/" + whole.length);
        exchange.sendResponseHeaders(206, end - start + 1L);
        exchange.getResponseBody().write(whole, start, end - start + 1);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.stop(0);
        proxy.close();
    }
}
