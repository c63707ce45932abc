package dev.muzon.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.IpNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Music services on loopback, behind TLS and a certificate authority of the test. Every host name leads to it, except
 * those that begin with {@code inside}. It answers with golden files.
 */
public final class FakeServices implements AutoCloseable {
    private static final String PASSWORD = "secret";
    public static final DoorLimits LIMITS = new DoorLimits(100 << 20, Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final HttpsServer web;
    private final SSLContext trust;
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Key and certificate, made once for all tests. */
    private static final class Keys {
        private static final List<String> HOSTS = List.of(
                "open.spotify.com",
                "api.spotify.com",
                "accounts.spotify.com",
                "spotify.link",
                "api.deezer.com",
                "link.deezer.com",
                "www.deezer.com",
                "itunes.apple.com",
                "api.music.apple.com",
                "api.song.link",
                "auth.tidal.com",
                "openapi.tidal.com",
                "api.music.yandex.net",
                "www.youtube.com",
                "music.youtube.com",
                "cobalt.example",
                "invidious.example",
                "pipedapi.example",
                "pipedproxy.example",
                "lrclib.net",
                "soundcloud.com",
                "api-v2.soundcloud.com",
                "a-v2.sndcdn.com",
                "bandcamp.com",
                "archive.org",
                "api.jamendo.com",
                "all.api.radio-browser.info",
                "de1.api.radio-browser.info",
                "fi1.api.radio-browser.info");
        private static final KeyStore MADE = make();

        private static KeyStore make() {
            try {
                Path folder = Files.createTempDirectory("muzon-services");
                Path store = folder.resolve("keys.p12");
                String names = HOSTS.stream().map(host -> "dns:" + host).collect(Collectors.joining(","));
                List<String> command = List.of(
                        System.getProperty("java.home") + "/bin/keytool",
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=services",
                        "-ext",
                        "san=" + names,
                        "-alias",
                        "web",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD);
                Process keytool =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(keytool.waitFor()).as(said).isZero();
                KeyStore keys = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(store)) {
                    keys.load(in, PASSWORD.toCharArray());
                }
                Files.delete(store);
                Files.delete(folder);
                return keys;
            } catch (Exception e) {
                throw new IllegalStateException("no keys for the services", e);
            }
        }
    }

    public FakeServices() throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(Keys.MADE, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("web", Keys.MADE.getCertificate("web"));
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        trust = SSLContext.getInstance("TLS");
        trust.init(null, others.getTrustManagers(), null);
        web = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 16);
        web.setHttpsConfigurator(new HttpsConfigurator(context));
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.createContext("/", this::answer);
        web.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        try (exchange) { // what was answered leaves when it closes
            answers.getOrDefault(path, unknown -> TestWeb.answer(unknown, 404, "no"))
                    .handle(exchange);
        }
    }

    /** Returns the guard that leads every name to this machine. */
    public AddressGuard guard() {
        return new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), host ->
                new InetAddress[] {InetAddress.ofLiteral(host.startsWith("inside") ? "10.0.0.7" : "127.0.0.1")});
    }

    public SSLContext trust() {
        return trust;
    }

    public Documents documents() {
        return new Documents(guard(), trust, LIMITS);
    }

    public String origin(String host) {
        return "https://" + host + ":" + web.getAddress().getPort();
    }

    /** Returns methods and paths, in order. */
    public List<String> asked() {
        return asked;
    }

    /** Answers with a golden file. */
    public FakeServices golden(String path, String file) throws IOException {
        String type = file.endsWith(".html") ? "text/html; charset=utf-8" : "application/json";
        return text(path, type, golden(file));
    }

    public static String golden(String file) throws IOException {
        try (InputStream in = FakeServices.class.getResourceAsStream("/services/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public FakeServices text(String path, String type, String body) {
        return serve(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            TestWeb.answer(exchange, 200, body);
        });
    }

    public FakeServices status(String path, int status, Map<String, String> fields) {
        return serve(path, exchange -> {
            fields.forEach(exchange.getResponseHeaders()::set);
            TestWeb.answer(exchange, status, "no");
        });
    }

    public FakeServices serve(String path, HttpHandler handler) {
        answers.put(path, handler);
        return this;
    }

    @Override
    public void close() {
        web.stop(0);
    }
}
