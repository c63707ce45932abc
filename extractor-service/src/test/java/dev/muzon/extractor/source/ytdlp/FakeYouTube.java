package dev.muzon.extractor.source.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * A YouTube on loopback: pages, player and search behind TLS. Its proxy leads to it, whatever host is asked for.
 */
final class FakeYouTube implements AutoCloseable {
    private static final String PASSWORD = "secret";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Object> OK = Map.of("status", "OK");

    private final HttpsServer server;
    private final ServerSocket proxy;
    private final Path certificate;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, Object>> players = new ConcurrentHashMap<>();
    private volatile Function<String, String> sound = id -> "http://127.0.0.1:9/" + id;
    private volatile Runnable beforeAnswer = () -> {};

    FakeYouTube(Path folder) throws Exception {
        Path store = folder.resolve("youtube.p12");
        certificate = folder.resolve("youtube.pem");
        if (!Files.exists(certificate)) {
            String names = "san=dns:www.youtube.com,dns:youtube.com,dns:music.youtube.com";
            keytool(
                    store,
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=www.youtube.com",
                    "-ext",
                    names,
                    "-ext",
                    "bc:c");
            keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
        }
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        proxy = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::lead);
    }

    Path certificate() {
        return certificate;
    }

    Egress egress() {
        return new Egress(proxy.getLocalPort(), "http://127.0.0.1:" + proxy.getLocalPort());
    }

    /** Returns methods, paths and the names of clients, in order. */
    List<String> asked() {
        return asked;
    }

    /** Lets a video play sound of this address. */
    FakeYouTube sound(Function<String, String> addressOfId) {
        sound = addressOfId;
        return this;
    }

    /** Adds a video. */
    FakeYouTube video(String id, String title, int seconds) {
        players.put(id, Map.of("playabilityStatus", OK, "videoDetails", details(id, title, seconds)));
        return this;
    }

    /** Adds a video that YouTube does not play. */
    FakeYouTube refused(String id, Map<String, Object> status) {
        players.put(id, Map.of("playabilityStatus", status, "videoDetails", details(id, "Nocturne", 3)));
        return this;
    }

    FakeYouTube beforeAnswer(Runnable first) {
        beforeAnswer = first;
        return this;
    }

    private static Map<String, Object> details(String id, String title, int seconds) {
        return Map.of(
                "videoId",
                id,
                "title",
                title,
                "lengthSeconds",
                String.valueOf(seconds),
                "channelId",
                "UCaaaaaaaaaaaaaaaaaaaaaa",
                "author",
                "Ensemble");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String client = path.endsWith("/player")
                    ? " "
                            + JSON.readTree(body)
                                    .path("context")
                                    .path("client")
                                    .path("clientName")
                                    .asString("")
                    : "";
            asked.add(exchange.getRequestMethod() + " " + path + client);
            beforeAnswer.run();
            String id = path.endsWith("/player")
                    ? JSON.readTree(body).path("videoId").asString("")
                    : Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "")
                            .replaceFirst(".*v=([\\w-]{11}).*", "$1");
            byte[] answer = (switch (path) {
                        case "/youtubei/v1/search" -> search();
                        case "/youtubei/v1/player" -> JSON.writeValueAsString(player(id));
                        case "/youtubei/v1/next" -> "{}";
                        default -> page(id);
                    })
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Map<String, Object> known(String id) {
        return players.getOrDefault(
                id, Map.of("playabilityStatus", Map.of("status", "ERROR", "reason", "Video unavailable")));
    }

    private Map<String, Object> player(String id) {
        Map<String, Object> known = known(id);
        if (!OK.equals(known.get("playabilityStatus"))) {
            return known;
        }
        Map<String, Object> format = Map.of(
                "itag",
                251,
                "url",
                sound.apply(id),
                "mimeType",
                "audio/webm; codecs=\"opus\"",
                "bitrate",
                130_000,
                "audioQuality",
                "AUDIO_QUALITY_MEDIUM",
                "audioSampleRate",
                "48000",
                "audioChannels",
                2);
        return Map.of(
                "playabilityStatus",
                OK,
                "videoDetails",
                known.get("videoDetails"),
                "streamingData",
                Map.of("expiresInSeconds", "21540", "adaptiveFormats", List.of(format)));
    }

    private String page(String id) {
        Map<String, Object> client =
                Map.of("clientName", "WEB", "clientVersion", "2.20261101.00.00", "hl", "en", "visitorData", "VISITOR");
        String settings = JSON.writeValueAsString(
                Map.of("INNERTUBE_CONTEXT", Map.of("client", client), "VISITOR_DATA", "VISITOR"));
        return "<html><script>ytcfg.set(" + settings + ");</script><script>var ytInitialPlayerResponse = "
                + JSON.writeValueAsString(known(id)) + ";</script><script>var ytInitialData = "
                + JSON.writeValueAsString(owner()) + ";</script></html>";
    }

    /** Returns the part of the page that names the channel. */
    private static Map<String, Object> owner() {
        Map<String, Object> title = Map.of("runs", List.of(Map.of("text", "Ensemble")));
        Map<String, Object> owner = Map.of(
                "videoSecondaryInfoRenderer", Map.of("owner", Map.of("videoOwnerRenderer", Map.of("title", title))));
        return Map.of(
                "contents",
                Map.of(
                        "twoColumnWatchNextResults",
                        Map.of("results", Map.of("results", Map.of("contents", List.of(owner))))));
    }

    private String search() {
        List<Map<String, Object>> hits = players.keySet().stream()
                .sorted()
                .<Map<String, Object>>map(id -> Map.of(
                        "videoRenderer",
                        Map.of(
                                "videoId",
                                id,
                                "title",
                                Map.of("runs", List.of(Map.of("text", "Hit"))),
                                "lengthText",
                                Map.of("simpleText", "0:03"),
                                "ownerText",
                                Map.of("runs", List.of(Map.of("text", "Ensemble"))))))
                .toList();
        Map<String, Object> section = Map.of("itemSectionRenderer", Map.of("contents", hits));
        return JSON.writeValueAsString(Map.of(
                "contents",
                Map.of(
                        "twoColumnSearchResultsRenderer",
                        Map.of(
                                "primaryContents",
                                Map.of("sectionListRenderer", Map.of("contents", List.of(section)))))));
    }

    private void lead() {
        while (!proxy.isClosed()) {
            try {
                Socket client = proxy.accept();
                Thread.ofVirtual().start(() -> tunnel(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void tunnel(Socket client) {
        try (client;
                Socket origin = new Socket(
                        InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            InputStream in = client.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            client.getOutputStream().write("HTTP/1.1 200 ok\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(() -> {
                try {
                    in.transferTo(origin.getOutputStream());
                    origin.shutdownOutput();
                } catch (IOException e) {
                    // The other direction ends with it.
                }
            });
            origin.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // yt-dlp has hung up.
        }
    }

    private static void keytool(Path store, String... args) throws Exception {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        command.addAll(List.of(args));
        command.addAll(List.of("-alias", "web", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static SSLContext tls(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        proxy.close();
    }
}
