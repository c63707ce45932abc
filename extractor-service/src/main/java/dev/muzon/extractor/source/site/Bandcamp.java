package dev.muzon.extractor.source.site;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.PageSites;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.protocol.track.TrackQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The search of Bandcamp, as the box on its pages completes what is typed. It does not tell how long songs are. */
final class Bandcamp implements SongSite {
    private static final String SITE = "Bandcamp";
    private static final String PATH = "/api/bcsearch_public_api/1/autocomplete_elastic";

    private final ServicePages pages;

    Bandcamp(ServicePages pages) {
        this.pages = pages;
    }

    @Override
    public String name() {
        return "bandcamp";
    }

    @Override
    public List<SongSearch.Hit> search(String words, int most) {
        String asked = JsonMapper.shared()
                .createObjectNode()
                .put("search_text", words)
                .put("search_filter", "t")
                .put("full_page", false)
                .putNull("fan_id")
                .toString();
        return pages.postedJson(SITE, pages.at("bandcamp.com", PATH), Map.of(), asked)
                .path("auto")
                .path("results")
                .valueStream()
                .flatMap(result -> Stream.ofNullable(hit(result)))
                .limit(most)
                .toList();
    }

    private static SongSearch.@Nullable Hit hit(JsonNode result) {
        String page = result.path("item_url_path").asString("");
        boolean playable = result.path("type").asString("").equals("t")
                && result.path("id").isIntegralNumber()
                && PageSites.of(new TrackQuery.Link(page)).equals(Optional.of(SITE));
        if (!playable) {
            return null;
        }
        String artist = result.path("band_name").asString("");
        String picture = result.path("img").asString("");
        var track = new FoundTrack(
                        String.valueOf(result.path("id").asLong(0)),
                        page,
                        result.path("name").asString(""),
                        artist.isBlank() ? null : artist,
                        page,
                        FoundTrack.unprobed(null))
                // What is told is 100 pixels wide, number 16 is 700.
                .showing(picture.isEmpty() ? null : picture.replaceFirst("_\\d{1,2}(\\.\\w{3,4})$", "_16$1"));
        return new SongSearch.Hit(track, null);
    }
}
