package dev.muzon.assistant.channel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The choice among the links of a post. Whether there is music behind one, and whether it is safe, the extractor finds. */
final class PostLinks {
    private static final Set<String> TELEGRAM = Set.of("t.me", "telegram.me", "telegram.dog");

    /** Names of chats and invitations lead to no music, and most posts end with one. */
    private static final Pattern MESSAGE = Pattern.compile("/(s/|c/)?[A-Za-z0-9_]{1,64}/[0-9]{1,10}(/[0-9]{1,10})?");

    private PostLinks() {}

    /** Returns the first link of a post that may be played. */
    static Optional<String> playable(List<String> links) {
        return links.stream().flatMap(PostLinks::page).findFirst();
    }

    /** Returns a link as an address with a scheme. Telegram takes bare hosts for links, too. */
    private static Stream<String> page(String link) {
        String whole = link.contains("://") ? link : "https://" + link;
        try {
            var address = new URI(whole);
            String scheme = address.getScheme().toLowerCase(Locale.ROOT);
            String host = address.getHost();
            boolean web = host != null
                    && address.getRawUserInfo() == null
                    && Set.of("http", "https").contains(scheme);
            return web && leadsOn(host.toLowerCase(Locale.ROOT), address) ? Stream.of(whole) : Stream.empty();
        } catch (URISyntaxException _) {
            return Stream.empty();
        }
    }

    private static boolean leadsOn(String host, URI address) {
        return TELEGRAM.contains(host)
                ? MESSAGE.matcher(address.getRawPath()).matches()
                : address.getRawPath().length() > 1;
    }
}
