package dev.muzon.extractor.source.server;

import static dev.muzon.extractor.source.server.ServerApi.duration;
import static dev.muzon.extractor.source.server.ServerApi.escaped;
import static dev.muzon.extractor.source.server.ServerApi.text;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.protocol.failure.FailureCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A server with the Subsonic API 1.16.1, such as Navidrome, or an older one, such as Supysonic. It answers errors with
 * HTTP 200.
 *
 * @see <a href="https://opensubsonic.netlify.app/docs/api-reference/">the API</a>
 */
final class SubsonicServer implements MusicServer {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 8;

    /** Albums that are read for words that name no song. */
    private static final int ALBUMS = 5;

    /** The errors of a server that keeps hashes of passwords and so can check no token. */
    private static final Set<Integer> NO_TOKENS = Set.of(10, 41);

    private final MusicServerAddress address;
    private final ServerApi api;

    private static final int NOT_FOUND = 70;

    /** False once the server has told that a token is not enough. */
    private volatile boolean takesTokens = true;

    SubsonicServer(MusicServerAddress address, ServerApi api) {
        this.address = address;
        this.api = api;
    }

    @Override
    public MusicServerAddress address() {
        return address;
    }

    @Override
    public List<Song> search(String words, int limit) throws InterruptedException {
        JsonNode found = ask(
                        "search3",
                        "&query=" + escaped(words) + "&songCount=" + limit + "&artistCount=1&albumCount=" + ALBUMS)
                .path("searchResult3");
        List<Song> songs = songs(found);
        // Some servers look for words in the titles of songs alone, and name artist and album apart.
        return songs.isEmpty() ? songsOfAlbums(found, limit) : songs;
    }

    private List<Song> songsOfAlbums(JsonNode found, int limit) throws InterruptedException {
        List<String> albums = new ArrayList<>(ids(found.path("album")));
        for (String artist : ids(found.path("artist"))) {
            albums.addAll(ids(
                    ask("getArtist", "&id=" + escaped(artist)).path("artist").path("album")));
        }
        List<Song> songs = new ArrayList<>();
        for (String album : albums.stream().distinct().limit(ALBUMS).toList()) {
            songs.addAll(songs(ask("getAlbum", "&id=" + escaped(album)).path("album")));
        }
        return songs.stream().limit(limit).toList();
    }

    private static List<String> ids(JsonNode list) {
        return list.valueStream()
                .map(node -> node.path("id").asString(""))
                .filter(id -> !id.isBlank())
                .toList();
    }

    private static List<Song> songs(JsonNode holder) {
        return holder.path("song")
                .valueStream()
                .map(song -> new Song(
                        song.path("id").asString(""),
                        song.path("title").asString(""),
                        text(song.path("displayArtist"), song.path("artist")),
                        text(song.path("album")),
                        duration(song.path("duration"), 1),
                        song.path("isrc").path(0).asString("")))
                .toList();
    }

    @Override
    public HttpLink sound(String id) throws InterruptedException {
        // What the server says instead of sound would be taken for a damaged file.
        ask("getSong", "&id=" + escaped(id));
        return method("stream", "&format=raw&id=" + escaped(id), takesTokens);
    }

    /**
     * Asks for an answer, with the password itself only where the server can do nothing with a token.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code track.not-found}, or transient, when there is no
     * answer or it is another error
     */
    private JsonNode ask(String method, String query) throws InterruptedException {
        boolean token = takesTokens;
        JsonNode answer = answer(method, query, token);
        if (token && NO_TOKENS.contains(error(answer))) {
            token = false;
            answer = answer(method, query, false);
        }
        if (!answer.path("status").asString("").equals("ok")) {
            int error = error(answer);
            throw ServerApi.trouble(
                            error == NOT_FOUND ? FailureCode.SOURCE_NOT_FOUND : FailureCode.SOURCE_UNAVAILABLE,
                            address,
                            "refused, error " + error)
                    .asException();
        }
        takesTokens = token;
        return answer;
    }

    private JsonNode answer(String method, String query, boolean token) throws InterruptedException {
        return api.get(address, method(method, query, token), Map.of()).path("subsonic-response");
    }

    private static int error(JsonNode answer) {
        return answer.path("error").path("code").asInt(0);
    }

    /** Signs a request, with a new salt each time, as the API wants it. */
    private HttpLink method(String name, String query, boolean token) {
        String login = token ? token() : "&p=enc:" + hex(address.password().reveal());
        return address.at(
                "/rest/" + name + ".view?v=1.16.1&c=muzon&f=json&u=" + escaped(address.user()) + login + query);
    }

    private String token() {
        byte[] random = new byte[SALT_BYTES];
        RANDOM.nextBytes(random);
        String salt = HexFormat.of().formatHex(random);
        return "&t=" + md5(address.password().reveal() + salt) + "&s=" + salt;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hashes as the API prescribes. Only TLS protects such a login. */
    private static String md5(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
