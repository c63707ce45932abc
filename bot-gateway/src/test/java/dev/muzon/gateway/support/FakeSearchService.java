package dev.muzon.gateway.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.rest.SongRequest;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.problem.Problem;
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

/** Search, lyrics and songs of extractor-service on loopback. They find nothing but what a test says. */
public final class FakeSearchService implements AutoCloseable {
    /** Words for which the search does not answer. */
    public static final String OUTAGE = "outage";

    private static final SearchView NOTHING = new SearchView(List.of(), List.of(), List.of());

    private final HttpServer server;
    private final Map<String, SearchView> found = new ConcurrentHashMap<>();
    private final Map<String, LyricsView> sung = new ConcurrentHashMap<>();
    private final Map<String, Track> songs = new ConcurrentHashMap<>();
    private final Map<String, String> files = new ConcurrentHashMap<>();
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
        server.createContext("/v1/lyrics", this::serveLyrics);
        server.createContext("/v1/songs", this::serveSong);
        server.createContext("/v1/song-files/", this::serveFile);
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

    /** Knows the words of a song by its title. It does not answer for titles that no test has named. */
    public void sings(String title, LyricsView lyrics) {
        sung.put(title, lyrics);
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

    private void serveLyrics(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String title = URLDecoder.decode(query.replaceAll("(.*&)?title=([^&]*).*", "$2"), StandardCharsets.UTF_8);
        LyricsView lyrics = sung.get(title);
        if (lyrics == null) {
            refuse(exchange);
        } else {
            answer(exchange, lyrics);
        }
    }

    /** Finds a song by its words or link. It does not answer for others. */
    public void hasSong(String words, Track track) {
        songs.put(words, track);
    }

    /** Has the file of a track. Others belong to a chat. */
    public void hasFile(Track track, String bytes) {
        files.put(track.id(), bytes);
    }

    private void serveSong(HttpExchange exchange) throws IOException {
        SongRequest request = JsonMapper.shared().readValue(exchange.getRequestBody(), SongRequest.class);
        String words = switch (request.query()) {
            case TrackQuery.Text(String text) -> text;
            case TrackQuery.Link(String url) -> url;
            default -> "";
        };
        Track track = songs.get(words);
        if (track == null) {
            refuse(exchange, Failure.of(FailureCode.NOTHING_FOUND, words));
        } else {
            answer(exchange, track);
        }
    }

    private void serveFile(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String file = files.get(path.substring(path.lastIndexOf('/') + 1));
        if (file == null) {
            refuse(exchange, Failure.of(FailureCode.SONG_PRIVATE, path));
            return;
        }
        try (exchange) {
            byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "audio/mpeg");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void refuse(HttpExchange exchange, Failure failure) throws IOException {
        try (exchange) {
            byte[] problem = Problem.of(failure).json();
            exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
            exchange.sendResponseHeaders(failure.code().httpStatus(), problem.length);
            exchange.getResponseBody().write(problem);
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
        answer(exchange, found.getOrDefault(words, NOTHING));
    }

    private static void answer(HttpExchange exchange, Object body) throws IOException {
        try (exchange) {
            byte[] answer = JsonMapper.shared().writeValueAsBytes(body);
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
