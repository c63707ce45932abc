package dev.muzon.protocol.track;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of hosts that a chat may read: those of the public DNS, and no addresses. */
public final class PublicHost {
    /** At least two labels, of which the last is neither a number nor kept for private networks. */
    private static final Pattern NAME = Pattern.compile("([a-z0-9_-]{1,63}\\.)+"
            + "(?!(local|localdomain|localhost|internal|intranet|lan|home|corp|arpa|onion)$)[a-z][a-z0-9-]{1,62}");

    private PublicHost() {}

    /** Returns whether a host leads out of the operator's own network, as far as its name tells. */
    public static boolean is(@Nullable String host) {
        return host != null && NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
