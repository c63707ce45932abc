package dev.muzon.assistant.login.oidc;

import dev.muzon.runtime.config.Secret;
import java.net.InetAddress;
import java.net.URI;

/**
 * Settings of the identity provider.
 *
 * @param issuer exactly as the provider calls itself
 * @param wantsEmail whether a person may be known by their e-mail
 */
public record OidcSettings(String issuer, String clientId, Secret clientSecret, boolean wantsEmail) {
    /** Tells whether nobody on the way can read or change what goes there: TLS, or this host itself. */
    public static boolean isSafe(URI address) {
        return address.getHost() != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && isThisHost(address.getHost())));
    }

    private static boolean isThisHost(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
