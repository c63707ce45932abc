package dev.muzon.extractor.source.site;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The search of Jamendo, which is free for applications that have registered. */
final class Jamendo implements SongSite {
    private static final String SITE = "Jamendo";
    private static final Pattern ID = Pattern.compile("\\d{1,12}");

    /** A code of the service for an application that it does not know. */
    private static final int NO_SUCH_CLIENT = 5;

    private static final int TOO_OFTEN = 6;
    private static final Duration REST = Duration.ofMinutes(5);

    private final ServicePages pages;
    private final String client;

    Jamendo(ServicePages pages, String client) {
        this.pages = pages;
        this.client = client;
    }

    @Override
    public String name() {
        return "jamendo";
    }

    /** Returns that they may not: it is searched also where no page can be read. */
    @Override
    public boolean hasPages() {
        return false;
    }

    @Override
    public List<SongSearch.Hit> search(String words, int most) {
        return tracks("search=" + ServicePages.escaped(words) + "&limit=" + most)
                .flatMap(song -> Stream.ofNullable(hit(song)))
                .toList();
    }

    private Stream<JsonNode> tracks(String asked) {
        String query =
                "/v3.0/tracks/?client_id=" + ServicePages.escaped(client) + "&format=json&audioformat=mp32&" + asked;
        JsonNode answer = pages.json(SITE, pages.at("api.jamendo.com", query), Map.of());
        JsonNode head = answer.path("headers");
        if (!head.path("status").asString("").equals("success")) {
            throw switch (head.path("code").asInt(-1)) {
                case NO_SUCH_CLIENT -> ServicePages.noKey(SITE, "the client id is not accepted");
                case TOO_OFTEN ->
                    pages.busy(SITE, REST, SITE + " was asked too often").asException();
                default ->
                    ServicePages.changed(
                            SITE, "says: " + head.path("error_message").asString(""));
            };
        }
        return answer.path("results").valueStream();
    }

    private static SongSearch.@Nullable Hit hit(JsonNode song) {
        String id = song.path("id").asString("");
        if (!ID.matcher(id).matches() || song.path("audio").asString("").isBlank()) {
            return null;
        }
        String artist = song.path("artist_name").asString("");
        String page = song.path("shareurl").asString("");
        long seconds = song.path("duration").asLong(0);
        String picture = song.path("image").asString("");
        var track = new FoundTrack(
                        id,
                        id,
                        song.path("name").asString(""),
                        artist.isBlank() ? null : artist,
                        page.startsWith("https://") ? page : null,
                        FoundTrack.unprobed(seconds <= 0 ? null : Duration.ofSeconds(seconds)))
                .showing(picture.isEmpty() ? null : picture);
        return new SongSearch.Hit(track, null);
    }

    /** Asks where the sound of a song lies now. */
    HttpLink sound(String id) {
        if (!ID.matcher(id).matches()) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "no number of a song")
                    .asException();
        }
        return tracks("id=" + id)
                .map(song -> song.path("audio").asString(""))
                .filter(link -> !link.isBlank())
                .findFirst()
                .map(HttpLink::parse)
                .orElseThrow(() -> Failure.of(FailureCode.SOURCE_NOT_FOUND, "Jamendo has song " + id + " no more")
                        .asException());
    }
}
