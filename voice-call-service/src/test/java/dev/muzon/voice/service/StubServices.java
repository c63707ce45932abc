package dev.muzon.voice.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.runtime.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Stubs of assistant-service and extractor-service on one loopback port, as voice-call-service sees them. */
final class StubServices implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final int GROUP_CALL = 77;

    private final Map<String, Path> media = new ConcurrentHashMap<>();
    private final Map<String, Instant> live = new ConcurrentHashMap<>();
    private final List<Duration> beginnings = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Long> owners = new ConcurrentHashMap<>();
    private final Ffmpeg ffmpeg;
    private final HttpServer server;
    private final Map<String, Failure> refusedOnce = new ConcurrentHashMap<>();
    private final Set<String> paced = ConcurrentHashMap.newKeySet();
    private volatile boolean hushed;
    private final Set<String> away = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Failure joinFailure;

    StubServices(Ffmpeg ffmpeg) throws IOException {
        this.ffmpeg = ffmpeg;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void serve(String trackId, Path file) {
        media.put(trackId, file);
    }

    /** Serves the file as fast as it sounds, a second ahead. */
    void serveAtItsPace(String trackId, Path file) {
        paced.add(trackId);
        media.put(trackId, file);
    }

    /** Broadcasts the file from now on. Every listener hears it from the current moment, as fast as it sounds. */
    void broadcast(String trackId, Path file) {
        media.put(trackId, file);
        live.put(trackId, Instant.now());
    }

    /** Returns how long a broadcast is on the air. */
    Duration onAir(String trackId) {
        return Duration.between(live.get(trackId), Instant.now());
    }

    /** Returns the positions from which media was asked for, in order. */
    List<Duration> beginnings() {
        return beginnings;
    }

    /**
     * Sets the answer to joins.
     *
     * @param failure what joins are answered with, null to let them succeed
     */
    void refuseJoins(@Nullable Failure failure) {
        joinFailure = failure;
    }

    /**
     * Sets the answer to the next request for the path.
     *
     * @param failure what it is answered with
     */
    void refuseOnce(String path, Failure failure) {
        refusedOnce.put(path, failure);
    }

    /** Holds all media back, or lets it go on. */
    void hush(boolean silent) {
        hushed = silent;
    }

    /** Cuts transfers of the track and answers no request for it, as an extractor that died. */
    void goAway(String trackId) {
        away.add(trackId);
    }

    void comeBack(String trackId) {
        away.remove(trackId);
    }

    /** Returns the requested paths in order, without doorbells. */
    List<String> requests() {
        return requests;
    }

    long count(String path) {
        return requests.stream().filter(path::equals).count();
    }

    /** Returns the lease's token that came with the latest request for the path, null when none came. */
    @Nullable Long owner(String path) {
        return owners.get(path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        if (!path.endsWith("/doorbell")) {
            requests.add(path);
        }
        Failure refusal = refusedOnce.remove(path);
        if (refusal != null) {
            refuse(exchange, refusal);
        } else if (path.startsWith("/v1/media/")) {
            sendMedia(exchange, path.substring("/v1/media/".length()));
        } else if (path.endsWith("/join")) {
            join(exchange);
        } else {
            String owner = parameter(exchange, "owner");
            if (owner != null) {
                owners.put(path, Long.valueOf(owner));
            }
            exchange.sendResponseHeaders(204, -1);
        }
        // After an exception the server closes the connection instead, in the middle of the answer.
        exchange.close();
    }

    private static @Nullable String parameter(HttpExchange exchange, String name) {
        return UriComponentsBuilder.fromUri(exchange.getRequestURI())
                .build()
                .getQueryParams()
                .getFirst(name);
    }

    private void join(HttpExchange exchange) throws IOException {
        VoiceChatJoin request = JsonMapper.shared().readValue(exchange.getRequestBody(), VoiceChatJoin.class);
        owners.put(exchange.getRequestURI().getPath(), request.owner());
        Failure failure = joinFailure;
        if (failure == null) {
            VoiceChatJoined joined = new VoiceChatJoined("main", GROUP_CALL, "{\"stream\":true}", false);
            send(exchange, 200, "application/json", JsonMapper.shared().writeValueAsBytes(joined));
        } else {
            refuse(exchange, failure);
        }
    }

    private static void refuse(HttpExchange exchange, Failure failure) throws IOException {
        send(
                exchange,
                failure.code().httpStatus(),
                "application/problem+json",
                Problem.of(failure).json());
    }

    private void sendMedia(HttpExchange exchange, String trackId) throws IOException {
        checkThere(trackId);
        Path file = media.get(trackId);
        if (file == null) {
            refuse(exchange, Failure.of(FailureCode.SOURCE_NOT_FOUND, "no such file"));
            return;
        }
        String asked = parameter(exchange, "from");
        Duration from = asked == null ? Duration.ZERO : Duration.parse(asked);
        beginnings.add(from);
        List<String> args = new ArrayList<>();
        if (live.containsKey(trackId)) {
            from = onAir(trackId);
            args.add("-re");
        } else if (paced.contains(trackId)) {
            args.addAll(List.of("-readrate", "1", "-readrate_initial_burst", "1"));
        }
        args.addAll(List.of("-ss", from.toMillis() + "ms", "-i", file.toString(), "-c", "flac"));
        args.addAll(List.of("-flush_packets", "1", "-f", "matroska", "pipe:1"));
        exchange.getResponseHeaders().add("Content-Type", "audio/x-matroska");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        try (FfmpegProcess remux = ffmpeg.start(args)) {
            byte[] buffer = new byte[4096];
            for (int read = remux.stdout().read(buffer);
                    read >= 0;
                    read = remux.stdout().read(buffer)) {
                while (hushed) {
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                checkThere(trackId);
                out.write(buffer, 0, read);
                out.flush();
            }
        }
        out.close();
    }

    private void checkThere(String trackId) throws IOException {
        if (away.contains(trackId)) {
            throw new IOException("the extractor died");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
