package dev.muzon.extractor.door;

import dev.muzon.runtime.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address of the operator's proxy.
 *
 * @param port of TCP
 * @param user empty when the proxy wants no password
 */
public record ProxyAddress(Kind kind, String host, int port, String user, Secret password) {
    /** The protocol that a proxy speaks. */
    public enum Kind {
        HTTP,
        SOCKS5
    }

    /** SOCKS5 has one byte for the length of each. */
    private static final int LONGEST_LOGIN = 255;

    private static final String FORM = "is not like http://user:password@host:port or socks5://host:port";

    /**
     * Reads an address.
     *
     * @return null for an empty one
     * @throws IllegalArgumentException saying what is wrong, without the address: a password stands in it
     */
    static @Nullable ProxyAddress of(Secret setting) {
        if (setting.isBlank()) {
            return null;
        }
        URI uri;
        try {
            uri = new URI(setting.reveal().strip());
        } catch (URISyntaxException _) { // it quotes the password
            throw new IllegalArgumentException(FORM);
        }
        Kind kind = switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "http" -> Kind.HTTP;
            case "socks5" -> Kind.SOCKS5;
            default -> throw new IllegalArgumentException(FORM);
        };
        boolean bare =
                uri.getRawPath() == null || uri.getRawPath().replace("/", "").isEmpty();
        if (uri.getHost() == null
                || uri.getPort() < 1
                || uri.getPort() > 65_535
                || !bare
                || uri.getRawQuery() != null) {
            throw new IllegalArgumentException(FORM);
        }
        String[] login =
                uri.getRawUserInfo() == null ? new String[] {"", ""} : (uri.getRawUserInfo() + ":").split(":", -1);
        String user = unescaped(login[0]);
        String password = unescaped(login[1]);
        if (login.length > 3 || isTooLong(user) || isTooLong(password) || (user.isEmpty() && !password.isEmpty())) {
            throw new IllegalArgumentException(
                    "has a login that is not user:password, each of at most 255 bytes. Escape colons in them");
        }
        return new ProxyAddress(
                kind, uri.getHost().replaceAll("[\\[\\]]", ""), uri.getPort(), user, new Secret(password));
    }

    private static String unescaped(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean isTooLong(String part) {
        return part.getBytes(StandardCharsets.UTF_8).length > LONGEST_LOGIN;
    }

    boolean hasLogin() {
        return !user.isEmpty();
    }

    /** Returns host and port only. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
