package dev.muzon.runtime.config;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Scheme, host and port of an HTTP address: where a request goes, and the internal token with it. */
record Origin(String scheme, String host, int port) {
    static Origin of(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
        return new Origin(scheme, address.getHost().toLowerCase(Locale.ROOT), port);
    }

    /** Tells whether the address is an origin and nothing else: no user, no path, no query. */
    static boolean isOne(URI address) {
        return ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()))
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && isRoot(address.getRawPath());
    }

    private static boolean isRoot(@Nullable String path) {
        return path == null || path.isEmpty() || path.equals("/");
    }
}
