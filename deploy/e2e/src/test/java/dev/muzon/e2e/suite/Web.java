package dev.muzon.e2e.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A web server on the host's end of the wire: files to link to, a radio station, and faulty answers. */
public final class Web implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Music music;
    private final Station station;

    private Web(HttpServer server, Music music) {
        this.server = server;
        this.music = music;
        this.station = new Station(music.links().resolve("harbour.m3u8"), Clock.systemUTC());
    }

    /** Serves the music, and the files that are for links only. */
    public static Web serve(RunningSuite suite, Music music) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(suite.hostAddress()), 0);
        Web web = new Web(HttpServer.create(address, 0), music);
        web.server.setExecutor(web.workers);
        web.server.createContext("/", web::file);
        web.server.createContext("/radio.m3u8", exchange -> answer(exchange, web.station.playlist()));
        web.server.createContext("/forbidden.mp3", exchange -> refuse(exchange, 403));
        web.server.createContext("/redirect-to-private", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:27117/");
            refuse(exchange, 302);
        });
        web.server.start();
        return web;
    }

    /**
     * Returns a link.
     *
     * @param path without a leading slash
     */
    public String link(String path) {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/" + path;
    }

    private void file(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        Optional<Path> file = Stream.of(music.links(), music.folder())
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
        if (file.isPresent()) {
            answer(exchange, Files.readAllBytes(file.get()));
        } else {
            refuse(exchange, 404);
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        answer(exchange, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, byte[] bytes) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
