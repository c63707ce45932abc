package dev.muzon.protocol.track;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The links to covers that a chat may see. Telegram fetches them and every member reads them, so that they tell nothing
 * of private networks and hold no password.
 */
public final class CoverLink {
    /** Links of the big sites have some hundred characters. */
    static final int MAX_LENGTH = 500;

    private CoverLink() {}

    /** Returns a link that is fit for a chat, null for all others. */
    public static @Nullable String of(@Nullable String link) {
        if (link == null || link.length() > MAX_LENGTH) {
            return null;
        }
        try {
            var address = new URI(link);
            boolean plain = "https".equalsIgnoreCase(address.getScheme())
                    && address.getRawUserInfo() == null
                    && (address.getPort() == -1 || address.getPort() == 443);
            return plain && PublicHost.is(address.getHost()) ? link : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
