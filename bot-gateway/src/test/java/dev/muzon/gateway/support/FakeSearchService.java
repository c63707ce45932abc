package dev.muzon.gateway.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.track.Track;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The search of extractor-service on loopback. It finds nothing but what a test says, and answers nothing else. */
public final class FakeSearchService implements AutoCloseable {
    /** Words for which the search does not answer. */
    public static final String OUTAGE = "outage";

    private static final SearchView NOTHING = new SearchView(List.of(), List.of(), List.of());

    private final HttpServer server;
    private final Map<String, SearchView> found = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public FakeSearchService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", FakeSearchService::refuse);
        server.createContext("/v1/search", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns a track of three minutes. */
    public static Track track(String id, String source, String title) {
        String link = source.equals("web") ? "https://youtube.example/watch?v=" + id + "&a=1" : null;
        return new Track(id, source, title, "Artist & Co", Duration.ofSeconds(185), link);
    }

    public void finds(String words, Track... tracks) {
        found.put(words, new SearchView(List.of(tracks), List.of(), List.of()));
    }

    /** Finds nothing, but something that is like it. */
    public void findsLike(String words, Track... similar) {
        found.put(words, new SearchView(List.of(), List.of(similar), List.of()));
    }

    public void answers(String words, SearchView view) {
        found.put(words, view);
    }

    /** Returns the words of all searches. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(503, -1);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String words = URLDecoder.decode(query.replaceAll("(.*&)?q=([^&]*).*", "$2"), StandardCharsets.UTF_8);
        asked.add(words);
        if (words.equals(OUTAGE)) {
            refuse(exchange);
            return;
        }
        try (exchange) {
            byte[] answer = JsonMapper.shared().writeValueAsBytes(found.getOrDefault(words, NOTHING));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
