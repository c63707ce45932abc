package dev.muzon.extractor.source.ytdlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.source.FakeServices;
import dev.muzon.testkit.youtube.TunnelProxy;
import dev.muzon.testkit.youtube.VideoServer;
import dev.muzon.testkit.youtube.WebKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * SoundCloud, Bandcamp, the Internet Archive and Jamendo on loopback, behind TLS. They answer with golden files of the
 * shapes that yt-dlp reads.
 */
final class FakeSites implements AutoCloseable {
    static final List<String> HOSTS = List.of(
            "soundcloud.com",
            "api-v2.soundcloud.com",
            "a-v2.sndcdn.com",
            "cf-media.sndcdn.com",
            "ensemble.bandcamp.com",
            "t4.bcbits.com",
            "archive.org",
            "www.jamendo.com",
            "mp3l.jamendo.com",
            "mp3d.jamendo.com",
            "ogg.jamendo.com",
            "flac.jamendo.com");

    private static final int HTTPS = 443;

    private final WebKeys keys;
    private final HttpsServer web;
    private final TunnelProxy proxy;
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    FakeSites(Path folder) throws IOException, InterruptedException {
        keys = WebKeys.in(folder, HOSTS);
        web = HttpsServer.create(address(), 16);
        web.setHttpsConfigurator(new HttpsConfigurator(keys.server()));
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.createContext("/", this::answer);
        web.start();
        proxy = new TunnelProxy(web.getAddress());
    }

    /** Returns the usual port of an address that no other test has, where this user may open it. */
    private static InetSocketAddress address() throws IOException {
        var random = ThreadLocalRandom.current();
        var usual = new InetSocketAddress(
                InetAddress.ofLiteral("127." + random.nextInt(1, 255) + "." + random.nextInt(1, 255) + ".7"), HTTPS);
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(usual);
            return usual;
        } catch (IOException e) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        }
    }

    /** Tells whether links without a port lead here. */
    boolean hasTheUsualPort() {
        return port() == HTTPS;
    }

    InetAddress host() {
        return web.getAddress().getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":\\d+$", "");
        String at = host + exchange.getRequestURI().getPath();
        asked.add(at);
        try (exchange) { // what was answered leaves when it closes
            answers.getOrDefault(at, unknown -> TestWeb.answer(unknown, 404, "no"))
                    .handle(exchange);
        }
    }

    WebKeys keys() {
        return keys;
    }

    int proxyPort() {
        return proxy.port();
    }

    /** Returns hosts and paths, in order. */
    List<String> asked() {
        return asked;
    }

    /** Answers with a golden file, whatever the query is. */
    FakeSites page(String at, String file) throws IOException {
        String text = FakeServices.golden(file)
                .replace("{port}", String.valueOf(web.getAddress().getPort()));
        String type = file.endsWith(".json") ? "application/json" : "text/html; charset=utf-8";
        return serve(at, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            TestWeb.answer(exchange, 200, text);
        });
    }

    /** Answers with sound, in ranges. */
    FakeSites sound(String at, byte[] bytes) {
        return serve(at, exchange -> VideoServer.answer(exchange, bytes));
    }

    FakeSites serve(String at, HttpHandler handler) {
        answers.put(at, handler);
        return this;
    }

    int port() {
        return web.getAddress().getPort();
    }

    @Override
    public void close() throws IOException {
        web.stop(0);
        proxy.close();
    }
}
