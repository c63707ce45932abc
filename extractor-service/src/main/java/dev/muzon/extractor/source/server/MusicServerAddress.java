package dev.muzon.extractor.source.server;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.runtime.config.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The address of a music server with the way to log in, as one URL:
 *
 * <pre>
 * subsonic+https://user:password@music.example
 * jellyfin+http://:api-key@192.168.1.5:8096
 * plex+http://:token@192.168.1.5:32400
 * </pre>
 *
 * Letters with a meaning in URLs are escaped, a comma as {@code %2C}.
 *
 * @param base without a slash at its end
 * @param user empty when the password is a key
 */
record MusicServerAddress(Kind kind, HttpLink base, String user, Secret password) {
    /** The API that a server speaks. */
    enum Kind {
        SUBSONIC,
        JELLYFIN,
        PLEX
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException naming what is wrong, without the password
     */
    static MusicServerAddress of(String setting) {
        int plus = setting.indexOf('+');
        String kind = plus < 0 ? "" : setting.substring(0, plus).strip().toUpperCase(Locale.ROOT);
        if (Arrays.stream(Kind.values()).noneMatch(known -> known.name().equals(kind))) {
            throw wrong("it begins with subsonic+, jellyfin+ or plex+");
        }
        URI uri = uri(setting.substring(plus + 1).strip());
        String login = uri.getRawUserInfo();
        if (login == null || !login.contains(":")) {
            throw wrong("user:password@ or :key@ stands before the host");
        }
        String user = decoded(login.substring(0, login.indexOf(':')));
        var password = new Secret(decoded(login.substring(login.indexOf(':') + 1)));
        if (password.isBlank() || (Kind.valueOf(kind) == Kind.SUBSONIC && user.isBlank())) {
            throw wrong(
                    Kind.valueOf(kind) == Kind.SUBSONIC
                            ? "a Subsonic server needs user and password"
                            : "the key stands behind the colon, as in :key@");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
        return new MusicServerAddress(
                Kind.valueOf(kind),
                HttpLink.parse(uri.getScheme() + "://" + uri.getHost() + port + path),
                user,
                password);
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && Stream.of("http", "https").anyMatch(uri.getScheme()::equalsIgnoreCase)) {
                return uri;
            }
        } catch (IllegalArgumentException e) { // its message would print the password
            throw wrong("it is not a URL, perhaps for a letter that wants to be escaped as %XX");
        }
        throw wrong("http:// or https:// and a host follow the plus sign");
    }

    private static String decoded(String escaped) {
        return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong(String rule) {
        return new IllegalArgumentException(
                "holds a wrong address: " + rule + ". An example is subsonic+https://user:password@music.example");
    }

    /** Returns host and port, which name the server in references, logs and health. */
    String name() {
        return base.host() + ":" + base.portOrDefault();
    }

    /** Returns a link below the address. */
    HttpLink at(String pathAndQuery) {
        String path = base.path().equals("/") ? "" : base.path();
        return HttpLink.parse(base.origin() + path + pathAndQuery);
    }
}
