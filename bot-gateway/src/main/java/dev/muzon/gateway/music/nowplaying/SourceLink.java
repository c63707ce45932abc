package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.text.Html;
import dev.muzon.protocol.track.PublicHost;
import dev.muzon.protocol.track.Track;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The link from a title to the page of its track, where that is one that anybody may open. */
final class SourceLink {
    /** Telegram refuses messages with very long links. */
    private static final int LONGEST = 500;

    private SourceLink() {}

    /** Returns the title as Telegram HTML, with the link if there is one. */
    static Html around(Track track, String title) {
        String escaped = Html.escaped(title);
        return new Html(publicPage(track)
                .map(page -> "<a href=\"" + page + "\">" + escaped + "</a>")
                .orElse(escaped));
    }

    /** Returns the address, escaped for an attribute. Other schemes and links with a password have none. */
    private static Optional<String> publicPage(Track track) {
        String link = track.link();
        if (link == null || link.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(link);
            String host = uri.getHost();
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getUserInfo() == null && PublicHost.is(host)
                    ? Optional.of(Html.escaped(uri.toASCIIString()).replace("\"", "&quot;"))
                    : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
