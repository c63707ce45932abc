package dev.muzon.testkit.youtube;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.testkit.web.Face;
import dev.muzon.testkit.web.FakeWeb;
import dev.muzon.testkit.web.WebKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A YouTube on this machine: pages, player, search and sound. It is a part of a {@link FakeWeb}, whose other hosts may
 * have other faces.
 */
public final class FakeYouTube implements AutoCloseable {
    /** The host that gives sound. */
    private static final String VIDEO_HOST = Face.YOUTUBE.hosts().getLast();

    public static final List<String> HOSTS = Stream.of(Face.YOUTUBE, Face.YOUTUBE_MUSIC)
            .flatMap(face -> face.hosts().stream())
            .toList();

    private static final int HTTPS = 443;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Object> OK = Map.of("status", "OK");
    private static final Map<String, Object> SIGN_IN = Map.of(
            "alerts",
            List.of(Map.of(
                    "alertRenderer",
                    Map.of("type", "ERROR", "text", Map.of("simpleText", "Sign in to see your subscriptions")))));
    private static final Map<String, Object> ROBOT = Map.of(
            "playabilityStatus", Map.of("status", "LOGIN_REQUIRED", "reason", "Sign in to confirm you’re not a bot"));

    private final FakeWeb web;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, Object>> players = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> playlists = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> mixes = new ConcurrentHashMap<>();
    private final Set<String> locked = ConcurrentHashMap.newKeySet();
    private final Map<String, String> accounts = new ConcurrentHashMap<>();
    private final List<String> cookies = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> songs = new ConcurrentHashMap<>();
    private volatile Function<String, String> sound = this::ownSound;
    private volatile String unheardOf = "";
    private volatile Runnable beforeAnswer = () -> {};

    /**
     * Opens one on loopback.
     *
     * @param folder where its key is kept
     */
    public static FakeYouTube in(Path folder) throws IOException, InterruptedException {
        return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WebKeys.in(folder, HOSTS));
    }

    /** Opens one at an address of this machine. */
    public static FakeYouTube at(InetSocketAddress address, WebKeys keys) throws IOException {
        return new FakeYouTube(address, keys);
    }

    private FakeYouTube(InetSocketAddress address, WebKeys keys) throws IOException {
        web = new FakeWeb(address, keys);
        HOSTS.forEach(host -> web.serve(host, this::answer));
    }

    /** Returns the web that it is a part of. */
    public FakeWeb web() {
        return web;
    }

    public WebKeys keys() {
        return web.keys();
    }

    public int proxyPort() {
        return web.proxyPort();
    }

    /** Returns methods, paths and the names of clients, in order. */
    public List<String> asked() {
        return asked;
    }

    /** Lets a video play sound of this address. */
    public FakeYouTube sound(Function<String, String> addressOfId) {
        sound = addressOfId;
        return this;
    }

    /** Lets a video of this id play these bytes. */
    public FakeYouTube song(String id, byte[] bytes) {
        songs.put(id, bytes);
        return this;
    }

    /** Returns where the sound of a video lies for those alone whose cookies open its page. */
    public String guardedSound(String id) {
        return "https://www.youtube.com:" + web.port() + "/videoplayback?id=" + id;
    }

    private String ownSound(String id) {
        int port = web.port();
        return "https://" + VIDEO_HOST + (port == HTTPS ? "" : ":" + port) + "/videoplayback?id=" + id;
    }

    private void play(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        String id = query.replaceFirst("id=([\\w-]{11}).*", "$1");
        byte[] song = songs.get(id);
        boolean open = exchange.getRequestHeaders().getFirst("Host").startsWith(VIDEO_HOST)
                || String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"))
                        .contains(accounts.getOrDefault(id, ""));
        if (song == null || !open || (locked.contains(id) && !VideoServer.isUnlocked(query))) {
            exchange.sendResponseHeaders(403, -1);
        } else {
            VideoServer.answer(exchange, song);
        }
    }

    /** Adds a video. */
    public FakeYouTube video(String id, String title, int seconds) {
        players.put(id, Map.of("playabilityStatus", OK, "videoDetails", details(id, title, seconds)));
        return this;
    }

    /**
     * Adds a video that the plain client is refused. The others get an address that the riddles of the player's script
     * lock.
     */
    public FakeYouTube locked(String id, String title, int seconds) {
        locked.add(id);
        return video(id, title, seconds);
    }

    /** Adds a video that only those hear whose cookies contain this one. Others are taken for robots. */
    public FakeYouTube onlyFor(String cookie, String id, String title, int seconds) {
        accounts.put(id, cookie);
        return video(id, title, seconds);
    }

    /** Returns the cookies of those who asked for a video, in order, empty for none. */
    public List<String> cookies() {
        return cookies;
    }

    /** Adds a video whose sound is copy-protected. */
    public FakeYouTube copyProtected(String id) {
        players.put(
                id,
                Map.of(
                        "playabilityStatus",
                        OK,
                        "videoDetails",
                        details(id, "Nocturne", 3),
                        "streamingData",
                        Map.of("licenseInfos", List.of(Map.of("drmFamily", "WIDEVINE")))));
        return this;
    }

    /** Adds a video that YouTube does not play. */
    public FakeYouTube refused(String id, Map<String, Object> status) {
        players.put(id, Map.of("playabilityStatus", status, "videoDetails", details(id, "Nocturne", 3)));
        return this;
    }

    /** Adds a playlist of videos, in their order. */
    public FakeYouTube playlist(String id, String title, List<String> videos) {
        playlists.put(
                id,
                PlaylistPage.of(
                        title,
                        videos.stream().map(video -> details(known(video))).toList()));
        return this;
    }

    /** Adds the list that YouTube mixes with a video. */
    public FakeYouTube mix(String id, List<String> videos) {
        mixes.put(
                id,
                PlaylistPage.mix(
                        "RD" + id,
                        videos.stream().map(video -> details(known(video))).toList()));
        return this;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> details(Map<String, Object> player) {
        return (Map<String, Object>) player.getOrDefault("videoDetails", Map.of());
    }

    /** Finds nothing for these words, whatever videos there are. */
    public FakeYouTube unheardOf(String words) {
        unheardOf = words;
        return this;
    }

    /** Runs something before each answer. */
    public FakeYouTube beforeAnswer(Runnable first) {
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
            if (path.equals("/videoplayback")) {
                play(exchange);
                return;
            }
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
            String shown =
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Cookie"), "");
            if (path.endsWith("/player")) {
                cookies.add(shown);
                exchange.getResponseHeaders().add("Set-Cookie", "ROTATED=again; Domain=.youtube.com; Path=/; Secure");
            }
            String id = path.endsWith("/player")
                    ? JSON.readTree(body).path("videoId").asString("")
                    : Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "")
                            .replaceFirst(".*v=([\\w-]{11}).*", "$1");
            byte[] answer = (switch (path) {
                        case "/youtubei/v1/search" ->
                            search(JSON.readTree(body).path("query").asString(""));
                        case "/youtubei/v1/player" ->
                            JSON.writeValueAsString(
                                    shown.contains(accounts.getOrDefault(id, "")) ? player(id, client) : ROBOT);
                        case "/youtubei/v1/next" -> "{}";
                        case "/playlist" ->
                            page(
                                    "",
                                    playlists.getOrDefault(
                                            exchange.getRequestURI()
                                                    .getQuery()
                                                    .replaceFirst(".*list=([\\w-]+).*", "$1"),
                                            Map.of()));
                        case "/feed/subscriptions" ->
                            page(
                                    "",
                                    !shown.contains("LOGIN_INFO")
                                            ? SIGN_IN
                                            : playlists.getOrDefault("subscriptions", Map.of()));
                        default -> path.startsWith("/s/player/") ? PlayerScript.text() : page(id, around(exchange, id));
                    })
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Map<String, Object> around(HttpExchange exchange, String id) {
        boolean mix = String.valueOf(exchange.getRequestURI().getQuery()).contains("list=RD" + id);
        return mix ? mixes.getOrDefault(id, owner()) : owner();
    }

    private Map<String, Object> known(String id) {
        return players.getOrDefault(
                id, Map.of("playabilityStatus", Map.of("status", "ERROR", "reason", "Video unavailable")));
    }

    private Map<String, Object> player(String id, String client) {
        Map<String, Object> known = known(id);
        if (!OK.equals(known.get("playabilityStatus")) || known.containsKey("streamingData")) {
            return known;
        }
        if (locked.contains(id) && client.endsWith("VISIONOS")) {
            return ROBOT;
        }
        Map<String, Object> format = new HashMap<>(Map.of(
                "itag",
                251,
                "mimeType",
                "audio/webm; codecs=\"opus\"",
                "bitrate",
                130_000,
                "audioQuality",
                "AUDIO_QUALITY_MEDIUM",
                "audioSampleRate",
                "48000",
                "audioChannels",
                2));
        format.putAll(locked.contains(id) ? Map.of("signatureCipher", riddle(id)) : Map.of("url", sound.apply(id)));
        return Map.of(
                "playabilityStatus",
                OK,
                "videoDetails",
                known.get("videoDetails"),
                "streamingData",
                Map.of("expiresInSeconds", "21540", "adaptiveFormats", List.of(format)));
    }

    private String riddle(String id) {
        String address = sound.apply(id) + "&n=" + PlayerScript.N;
        return "s=" + PlayerScript.SIGNATURE + "&sp=sig&url=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
    }

    private String page(String id, Map<String, Object> data) {
        Map<String, Object> client =
                Map.of("clientName", "WEB", "clientVersion", "2.20261101.00.00", "hl", "en", "visitorData", "VISITOR");
        String settings = JSON.writeValueAsString(Map.of(
                "INNERTUBE_CONTEXT",
                Map.of("client", client),
                "VISITOR_DATA",
                "VISITOR",
                "PLAYER_JS_URL",
                PlayerScript.PATH));
        return "<html><script>ytcfg.set(" + settings + ");</script><script>var ytInitialPlayerResponse = "
                + JSON.writeValueAsString(known(id)) + ";</script><script>var ytInitialData = "
                + JSON.writeValueAsString(data) + ";</script></html>";
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

    private String search(String words) {
        List<Map<String, Object>> hits = players.keySet().stream()
                .filter(_ -> !words.equals(unheardOf))
                .sorted()
                .<Map<String, Object>>map(id -> Map.of(
                        "videoRenderer",
                        Map.of(
                                "videoId",
                                id,
                                "title",
                                Map.of("runs", List.of(Map.of("text", titleOf(id)))),
                                "lengthText",
                                Map.of("simpleText", lengthOf(id)),
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

    /** Returns the length of a video as a clock shows it. */
    private String lengthOf(String id) {
        int seconds = Integer.parseInt(String.valueOf(details(known(id)).getOrDefault("lengthSeconds", "3")));
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    private String titleOf(String id) {
        return String.valueOf(details(known(id)).getOrDefault("title", ""));
    }

    @Override
    public void close() throws IOException {
        web.close();
    }
}
