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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A server with the Subsonic API 1.16.1, such as Navidrome. It answers errors with HTTP 200.
 *
 * @see <a href="https://opensubsonic.netlify.app/docs/api-reference/">the API</a>
 */
record SubsonicServer(MusicServerAddress address, ServerApi api) implements MusicServer {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 8;

    @Override
    public List<Song> search(String words, int limit) throws InterruptedException {
        HttpLink link =
                method("search3", "&query=" + escaped(words) + "&songCount=" + limit + "&artistCount=0&albumCount=0");
        JsonNode answer = api.get(address, link, Map.of()).path("subsonic-response");
        if (!answer.path("status").asString("").equals("ok")) {
            JsonNode error = answer.path("error");
            throw ServerApi.trouble(
                            FailureCode.SOURCE_UNAVAILABLE,
                            address,
                            "refused, error " + error.path("code").asInt(0))
                    .asException();
        }
        return answer.path("searchResult3")
                .path("song")
                .valueStream()
                .map(song -> new Song(
                        song.path("id").asString(""),
                        song.path("title").asString(""),
                        text(song.path("displayArtist"), song.path("artist")),
                        text(song.path("album")),
                        duration(song.path("duration"), 1)))
                .toList();
    }

    @Override
    public HttpLink sound(String id) {
        return method("stream", "&format=raw&id=" + escaped(id));
    }

    /** Signs a request with a new salt each time, as the API wants it. */
    private HttpLink method(String name, String query) {
        byte[] random = new byte[SALT_BYTES];
        RANDOM.nextBytes(random);
        String salt = HexFormat.of().formatHex(random);
        String token = md5(address.password().reveal() + salt);
        return address.at("/rest/" + name + ".view?v=1.16.1&c=muzon&f=json&u=" + escaped(address.user()) + "&t=" + token
                + "&s=" + salt + query);
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
