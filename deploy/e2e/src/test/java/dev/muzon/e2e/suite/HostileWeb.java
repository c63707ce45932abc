package dev.muzon.e2e.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A web that means harm: ways to the inside, bombs, and answers that never end. */
public final class HostileWeb implements AutoCloseable {
    private static final int BLANKS = 16 << 20;
    private static final int ENDLESS = 64 << 20;
    private static final Path MEMORY_BOMB =
            RunningSuite.root().resolve("common/ffmpeg/src/test/resources/ten-million-samples.m4a");

    private final HttpServer server;
    private final ServerSocket endlessHeads;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final String inside;

    private HostileWeb(HttpServer server, ServerSocket endlessHeads, String inside) {
        this.server = server;
        this.endlessHeads = endlessHeads;
        this.inside = inside;
    }

    /**
     * Serves it.
     *
     * @param port of a listener on {@link InsideEar#ADDRESS}, which nothing may reach
     */
    public static HostileWeb serve(RunningSuite suite, int port) throws IOException {
        InetAddress host = InetAddress.ofLiteral(suite.hostAddress());
        var web = new HostileWeb(
                HttpServer.create(new InetSocketAddress(host, 0), 200),
                new ServerSocket(0, 200, host),
                InsideEar.ADDRESS + ":" + port);
        web.server.setExecutor(web.workers);
        web.server.createContext("/", web::answer);
        web.server.start();
        web.workers.execute(web::answerWithEndlessHeads);
        return web;
    }

    /** Returns a link of each kind. */
    public List<String> links() {
        String port = inside.substring(inside.indexOf(':'));
        return Stream.concat(
                        Stream.of(
                                "http://" + inside + "/song.mp3",
                                "http://2130706434" + port + "/song.mp3",
                                "http://0x7f000002" + port + "/song.mp3",
                                "http://0177.0.0.2" + port + "/song.mp3",
                                "http://[::ffff:127.0.0.2]" + port + "/song.mp3",
                                "http://someone@" + inside + "/song.mp3",
                                "https://" + inside + "/song.mp3",
                                "http://" + endlessHeads.getInetAddress().getHostAddress() + ":"
                                        + endlessHeads.getLocalPort() + "/head.mp3"),
                        ownPaths().stream()
                                .map(path -> "http://"
                                        + server.getAddress().getHostString() + ":"
                                        + server.getAddress().getPort() + path))
                .toList();
    }

    /** Returns the paths that it serves, all of which a whole round asks for. */
    public Set<String> ownPaths() {
        return Set.of(
                "/to-inside.mp3",
                "/loop.mp3",
                "/segments.m3u8",
                "/bomb.m3u8",
                "/list.m3u",
                "/list.pls",
                "/list.xspf",
                "/manifest.mpd",
                "/memory.m4a",
                "/endless.mp3",
                "/drip.mp3",
                "/silent.mp3");
    }

    /** Returns the paths that were asked for. */
    public Set<String> served() {
        return served;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        served.add(path);
        try (exchange) {
            switch (path) {
                case "/to-inside.mp3" -> redirect(exchange, "http://" + inside + "/song.mp3");
                case "/loop.mp3" -> redirect(exchange, "/loop.mp3?again=" + System.nanoTime());
                case "/bomb.m3u8" -> bomb(exchange);
                case "/memory.m4a" -> send(exchange, "audio/mp4", Files.readAllBytes(MEMORY_BOMB));
                case "/endless.mp3" -> endless(exchange);
                case "/drip.mp3" -> drip(exchange);
                case "/silent.mp3" -> isClosedWithin(60_000);
                default -> {
                    String list = lists().getOrDefault(path, "");
                    send(exchange, type(path), list.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static String type(String path) {
        return path.endsWith(".m3u8")
                ? "application/vnd.apple.mpegurl"
                : path.endsWith(".mpd") ? "application/dash+xml" : "text/plain";
    }

    private Map<String, String> lists() {
        String song = "http://" + inside + "/song";
        return Map.of(
                "/segments.m3u8",
                """
                #EXTM3U
                #EXT-X-TARGETDURATION:5
                #EXT-X-KEY:METHOD=AES-128,URI="%1$s.key"
                #EXTINF:5,
                %1$s.ts
                #EXTINF:5,
                httpproxy://%2$s/x.ts
                #EXTINF:5,
                file:///etc/passwd
                #EXT-X-ENDLIST
                """.formatted(song, inside),
                "/list.m3u",
                "#EXTM3U\n" + song + ".mp3\nfile:///etc/passwd\n",
                "/list.pls",
                "[playlist]\nFile1=" + song + ".mp3\nNumberOfEntries=1\n",
                "/list.xspf",
                """
                <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "%1$s.xml">]>
                <playlist xmlns="http://xspf.org/ns/0/"><trackList><track><location>%1$s.mp3</location>
                <title>&e;</title></track></trackList></playlist>
                """.formatted(song),
                "/manifest.mpd",
                """
                <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "%1$s.xml">]>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S">
                <Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1" codecs="mp4a.40.2">
                <BaseURL>%1$s.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>
                """.formatted(song));
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void bomb(HttpExchange exchange) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("#EXTM3U\n".getBytes(StandardCharsets.US_ASCII));
            gzip.write(" \n".repeat(BLANKS / 2).getBytes(StandardCharsets.US_ASCII));
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        send(exchange, "application/vnd.apple.mpegurl", packed.toByteArray());
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "audio/mpeg");
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[1 << 16];
        for (int sent = 0; sent < ENDLESS; sent += block.length) {
            exchange.getResponseBody().write(block);
        }
    }

    private void drip(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "audio/mpeg");
        exchange.sendResponseHeaders(200, 1_000_000);
        while (!isClosedWithin(500)) {
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
        }
    }

    private void answerWithEndlessHeads() {
        while (!endlessHeads.isClosed()) {
            try {
                Socket caller = endlessHeads.accept();
                served.add("/head.mp3");
                workers.execute(() -> endlessHead(caller));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void endlessHead(Socket caller) {
        try (caller) {
            OutputStream head = caller.getOutputStream();
            head.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] field = "X-More: and more\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < ENDLESS; sent += field.length) {
                head.write(field);
            }
        } catch (IOException e) {
            // The reader has hung up, as it should.
        }
    }

    private boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        endlessHeads.close();
        server.stop(0);
        workers.shutdownNow();
    }
}
