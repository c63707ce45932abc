package dev.muzon.extractor.door;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.cookie.BasicCookieStore;

/**
 * A link to sound with the header fields that its server wants to see.
 *
 * @param fields those that tell who asks and from which page. Others are left out, since redirects lead to other servers
 * @param cookies each of which its own site gets, and no other that a redirect or a playlist leads to
 */
public record MediaLink(HttpLink link, Map<String, String> fields, List<SiteCookie> cookies) {
    private static final Set<String> HARMLESS = Set.of("user-agent", "referer", "origin", "accept", "accept-language");

    public MediaLink {
        Map<String, String> harmless = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (HARMLESS.contains(name.toLowerCase(Locale.ROOT))
                    && value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                harmless.put(name, value);
            }
        });
        fields = Map.copyOf(harmless);
        cookies = List.copyOf(cookies);
    }

    /** Makes a link that wants no more than to be asked. */
    public MediaLink(HttpLink link) {
        this(link, Map.of(), List.of());
    }

    /** Returns the cookies for the requests of one run. What servers set is added to them. */
    BasicCookieStore jar() {
        var jar = new BasicCookieStore();
        cookies.forEach(cookie -> jar.addCookie(cookie.kept()));
        return jar;
    }

    /** A source of the next link to the same sound, for when a server no longer takes the last one. */
    @FunctionalInterface
    public interface Renewal {
        /**
         * Finds a link to the same bytes.
         *
         * @throws dev.muzon.protocol.failure.FailureException why there is none
         */
        MediaLink renew() throws InterruptedException;
    }
}
