package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A service without a public API that tells of songs, such as Amazon Music. Odesli tells what its links are called elsewhere. Deezer then knows
 * the lengths and the numbers of the recordings.
 */
final class OdesliService implements MusicService {
    private static final Logger log = LoggerFactory.getLogger(OdesliService.class);

    private final String site;
    private final Pattern path;
    private final ServicePages pages;
    private final DeezerService deezer;

    /**
     * Makes the service.
     *
     * @param path of links that mean songs or albums
     */
    OdesliService(String site, Pattern path, ServicePages pages, DeezerService deezer) {
        this.site = site;
        this.path = path;
        this.pages = pages;
        this.deezer = deezer;
    }

    static OdesliService tidal(ServicePages pages, DeezerService deezer) {
        return new OdesliService(
                "Tidal", Pattern.compile("/(?:browse/)?(?:track|album)/\\d{1,18}(?:[/?].*)?"), pages, deezer);
    }

    static OdesliService amazon(ServicePages pages, DeezerService deezer) {
        return new OdesliService(
                "Amazon Music", Pattern.compile("/(?:albums|tracks)/[A-Z0-9]{10}(?:[/?].*)?"), pages, deezer);
    }

    @Override
    public String site() {
        return site;
    }

    @Override
    public Described describe(HttpLink link, int most) throws InterruptedException {
        if (!path.matcher(link.path()).matches()) {
            throw ServicePages.notASong(site, link);
        }
        JsonNode answer = pages.json(
                "Odesli",
                pages.at(
                        "api.song.link",
                        "/v1-alpha.1/links?userCountry=US&songIfSingle=true&url="
                                + ServicePages.escaped(link.toString())),
                Map.of());
        String elsewhere = answer.at("/linksByPlatform/deezer/url").asString("");
        if (!elsewhere.isEmpty()) {
            try {
                return deezer.describe(HttpLink.parse(elsewhere), most);
            } catch (FailureException e) {
                log.info("Deezer cannot describe a link of {}: {}", site, e.getMessage());
            }
        }
        JsonNode entity = answer.path("entitiesByUniqueId")
                .path(answer.path("entityUniqueId").asString(""));
        if (!entity.path("type").asString("").equals("song")
                || !entity.path("title").isString()) {
            throw Failure.of(FailureCode.NOTHING_FOUND, "Odesli does not know the songs of a link of " + site)
                    .asException();
        }
        return Described.song(new SoughtSong(
                site + ":" + entity.path("id").asString(""),
                entity.path("title").asString(),
                List.of(entity.path("artistName").asString("")),
                null,
                null,
                link.toString()));
    }
}
