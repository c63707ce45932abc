package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spotify. With the operator's key its Web API is asked first, because it knows the number of a recording. Without one,
 * or when it refuses, the page for embedding is read, and for a single song its ordinary page.
 */
final class SpotifyService implements MusicService {
    private static final Logger log = LoggerFactory.getLogger(SpotifyService.class);
    private static final String HOST = "open.spotify.com";
    private static final Pattern PATH =
            Pattern.compile("/(?:intl-[a-z]{2,3}/)?(?:embed/)?(track|album|playlist)/([A-Za-z0-9]{22})(?:[/?].*)?");
    private static final Pattern DATA = Pattern.compile("<script id=\"__NEXT_DATA__\"[^>]*>([^<]++)</script>");

    private final ServicePages pages;
    private final @Nullable SpotifyApi api;

    /**
     * Makes the service.
     *
     * @param api null without a key
     */
    SpotifyService(ServicePages pages, @Nullable SpotifyApi api) {
        this.pages = pages;
        this.api = api;
    }

    @Override
    public String site() {
        return "Spotify";
    }

    @Override
    public Described describe(HttpLink link, int most) throws InterruptedException {
        HttpLink full =
                link.host().equals("spotify.link") ? pages.target(site(), pages.at("spotify.link", link.path())) : link;
        Matcher path = PATH.matcher(full.path());
        if (!path.matches()) {
            throw ServicePages.notASong(site(), full);
        }
        String type = path.group(1);
        String id = path.group(2);
        if (api != null) {
            try {
                return api.describe(type, id, most);
            } catch (FailureException e) {
                log.info("Spotify's API left out: {}", e.getMessage());
            }
        }
        try {
            return embedded(type, id, most);
        } catch (FailureException e) {
            if (!type.equals("track") || e.failure().code() != FailureCode.WEB_CHANGED) {
                throw e;
            }
            return Described.song(fromPage(id));
        }
    }

    private Described embedded(String type, String id, int most) {
        Matcher script = DATA.matcher(pages.page(site(), pages.at(HOST, "/embed/" + type + "/" + id)));
        if (!script.find()) {
            throw ServicePages.changed(site(), "shows a page without its data");
        }
        JsonNode entity;
        try {
            entity = JsonMapper.shared().readTree(script.group(1)).at("/props/pageProps/state/data/entity");
        } catch (JacksonException e) {
            throw ServicePages.changed(site(), "shows data that cannot be read: " + e.getMessage());
        }
        if (type.equals("track")) {
            String title = text(entity, "name");
            List<String> artists = entity.path("artists")
                    .valueStream()
                    .map(artist -> artist.path("name").asString(""))
                    .toList();
            return Described.song(song(id, title, artists, null, entity.path("duration")));
        }
        if (!entity.path("trackList").isArray()) {
            throw ServicePages.changed(site(), "shows a list without tracks");
        }
        return Described.list(entity.path("trackList")
                .valueStream()
                .filter(track -> track.path("uri").asString("").startsWith("spotify:track:"))
                .limit(most)
                .map(track -> song(
                        track.path("uri").asString("").substring("spotify:track:".length()),
                        text(track, "title"),
                        Arrays.asList(track.path("subtitle").asString("").split(",\\s*", -1)),
                        null,
                        track.path("duration")))
                .toList());
    }

    /** Reads what the ordinary page tells to those who make previews of it. */
    private SoughtSong fromPage(String id) {
        Map<String, String> meta = OpenGraph.of(pages.page(site(), pages.at(HOST, "/track/" + id)));
        String title = meta.get("og:title");
        if (title == null) {
            throw ServicePages.changed(site(), "shows a page without a title");
        }
        String artist = meta.getOrDefault("og:description", "").split(" · ", -1)[0];
        String seconds = meta.getOrDefault("music:duration", "");
        return new SoughtSong(
                "spotify:" + id,
                title,
                List.of(artist),
                null,
                seconds.matches("\\d{1,6}") ? Double.valueOf(seconds) : null,
                page(id));
    }

    private String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isString() || value.asString().isBlank()) {
            throw ServicePages.changed(site(), "tells no " + field);
        }
        return value.asString();
    }

    static SoughtSong song(String id, String title, List<String> artists, @Nullable String isrc, JsonNode millis) {
        Double seconds = millis.isNumber() ? millis.asDouble() / 1000 : null;
        return new SoughtSong("spotify:" + id, title, artists, isrc, seconds, page(id));
    }

    private static String page(String id) {
        return "https://" + HOST + "/track/" + id;
    }
}
