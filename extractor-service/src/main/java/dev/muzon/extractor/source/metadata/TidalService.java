package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.ServicePages;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tidal, whose songs and albums Odesli knows. Its playlists are told by its own API, which wants a client. */
final class TidalService implements MusicService {
    private static final String HOST = "openapi.tidal.com";
    private static final Pattern PLAYLIST =
            Pattern.compile("/(?:browse/)?playlist/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?].*)?");
    private static final Pattern CURSOR = Pattern.compile("[?&]page(?:\\[|%5B)cursor(?:\\]|%5D)=([^&]{1,500})");

    /** A page has twenty songs. */
    private static final int MOST_PAGES = 25;

    private final OdesliService songs;
    private final ServicePages pages;
    private final @Nullable ClientToken token;

    /**
     * Makes the service.
     *
     * @param songs describes songs and albums
     * @param token of the operator's client, null without one
     */
    TidalService(OdesliService songs, ServicePages pages, @Nullable ClientToken token) {
        this.songs = songs;
        this.pages = pages;
        this.token = token;
    }

    @Override
    public String site() {
        return songs.site();
    }

    @Override
    public Described describe(HttpLink link, int most) throws InterruptedException {
        Matcher playlist = PLAYLIST.matcher(link.path());
        return playlist.matches() ? playlist(playlist.group(1), most) : songs.describe(link, most);
    }

    private Described playlist(String id, int most) {
        if (token == null) {
            throw ServicePages.noKey(site(), "MUZON_METADATA_TIDAL_ID is not set");
        }
        List<SoughtSong> found = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES && found.size() < most && cursor != null; page++) {
            JsonNode answer = pages.json(
                    site(),
                    pages.at(
                            HOST,
                            "/v2/playlists/" + id + "/relationships/items?countryCode=US&include=items,items.artists"
                                    + (cursor.isEmpty() ? "" : "&page%5Bcursor%5D=" + cursor)),
                    Map.of("Authorization", token.field(), "Accept", "application/vnd.api+json"));
            if (!answer.path("data").isArray()) {
                throw ServicePages.changed(site(), "answers without data");
            }
            found.addAll(songs(answer));
            cursor = cursor(answer);
        }
        return Described.list(found.stream().limit(most).toList());
    }

    /** Returns the songs of a page in its order. Its answer tells what they are apart from that. */
    private static List<SoughtSong> songs(JsonNode answer) {
        Map<String, JsonNode> known = new HashMap<>();
        answer.path("included").valueStream().forEach(node -> known.put(name(node), node));
        return answer.path("data")
                .valueStream()
                .filter(item -> item.path("type").asString("").equals("tracks"))
                .flatMap(item -> Stream.ofNullable(known.get(name(item))))
                .filter(track -> !track.at("/attributes/title").asString("").isBlank())
                .map(track -> song(track, known))
                .toList();
    }

    private static String name(JsonNode node) {
        return node.path("type").asString("") + "/" + node.path("id").asString("");
    }

    private static SoughtSong song(JsonNode track, Map<String, JsonNode> known) {
        JsonNode about = track.path("attributes");
        String version = about.path("version").asString("");
        List<String> artists = track.at("/relationships/artists/data")
                .valueStream()
                .flatMap(artist -> Stream.ofNullable(known.get(name(artist))))
                .map(artist -> artist.at("/attributes/name").asString(""))
                .toList();
        String id = track.path("id").asString("");
        return new SoughtSong(
                "tidal:" + id,
                about.path("title").asString("") + (version.isBlank() ? "" : " (" + version + ")"),
                artists,
                about.path("isrc").isString() ? about.path("isrc").asString() : null,
                seconds(about.path("duration").asString("")),
                "https://tidal.com/browse/track/" + id);
    }

    /** Reads a length as ISO 8601 writes it. */
    private static @Nullable Double seconds(String written) {
        try {
            return Duration.parse(written).toMillis() / 1000.0;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String cursor(JsonNode answer) {
        Matcher next = CURSOR.matcher(answer.at("/links/next").asString(""));
        return next.find() ? next.group(1) : null;
    }
}
