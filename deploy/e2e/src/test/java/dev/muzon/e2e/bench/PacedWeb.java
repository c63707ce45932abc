package dev.muzon.e2e.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muzon.e2e.suite.RunningSuite;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web server that sends an MP3 file hardly faster than it sounds, so that nobody fetches a song ahead. It stands on the
 * host's end of the wire. It also broadcasts the file as a radio station, which can fall silent.
 */
final class PacedWeb implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final Duration CHUNK = Duration.ofMillis(50);

    /** Bytes of one such chunk at 192 kbit/s. */
    private static final int CHUNK_BYTES = 1200;

    private static final double FASTER = 1.2;
    private static final Duration AHEAD = Duration.ofSeconds(2);

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger links = new AtomicInteger();
    private final byte[] song;
    private long full = System.nanoTime();
    private volatile boolean hushed;

    private PacedWeb(HttpServer server, byte[] song) {
        this.server = server;
        this.song = song;
    }

    /** @param song an MP3 file of 192 kbit/s */
    static PacedWeb serve(RunningSuite suite, Path song) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(suite.hostAddress()), 0), 0);
        PacedWeb web = new PacedWeb(server, Files.readAllBytes(song));
        server.setExecutor(web.workers);
        server.createContext("/song.mp3", web::sing);
        server.createContext("/radio", web::broadcast);
        server.start();
        return web;
    }

    /** Returns a link to the song that was never asked for before. */
    String song() {
        return link("song.mp3");
    }

    /** Returns a link to the station that was never asked for before. */
    String radio() {
        return link("radio");
    }

    private String link(String path) {
        return "http://%s:%d/%s?%d"
                .formatted(
                        server.getAddress().getHostString(),
                        server.getAddress().getPort(),
                        path,
                        links.incrementAndGet());
    }

    /** Makes the station send nothing, or go on. */
    void hush(boolean silent) {
        hushed = silent;
    }

    private void sing(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestHeaders().getFirst("Range");
        Matcher range = RANGE.matcher(asked == null ? "" : asked);
        boolean part = range.matches();
        int from = part ? Integer.parseInt(range.group(1)) : 0;
        int to = part && !range.group(2).isEmpty()
                ? Math.min(song.length, 1 + Integer.parseInt(range.group(2)))
                : song.length;
        exchange.getResponseHeaders().add("Content-Type", "audio/mpeg");
        exchange.getResponseHeaders().add("Accept-Ranges", "bytes");
        if (part) {
            exchange.getResponseHeaders().add("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, song.length));
        }
        try (exchange) {
            exchange.sendResponseHeaders(part ? 206 : 200, to - from);
            OutputStream out = exchange.getResponseBody();
            for (int at = from; at < to; at += CHUNK_BYTES) {
                takeTime();
                out.write(song, at, Math.min(CHUNK_BYTES, to - at));
                out.flush();
            }
        }
    }

    /** Waits until all transfers together may send one more chunk. */
    private void takeTime() {
        long wait;
        synchronized (this) {
            full = Math.max(full, System.nanoTime() - AHEAD.toNanos()) + Math.round(CHUNK.toNanos() / FASTER);
            wait = full - System.nanoTime();
        }
        LockSupport.parkNanos(this, wait);
    }

    private void broadcast(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "audio/mpeg");
        exchange.getResponseHeaders().add("icy-name", "Bench");
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            long begin = System.nanoTime();
            for (int i = 0; ; i++) {
                LockSupport.parkNanos(this, begin + i * CHUNK.toNanos() - System.nanoTime());
                if (!hushed) {
                    int at = i * CHUNK_BYTES % song.length;
                    out.write(Arrays.copyOfRange(song, at, Math.min(song.length, at + CHUNK_BYTES)));
                    out.flush();
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
