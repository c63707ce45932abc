package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.config.Secret;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Apple Music. Songs and albums are looked up in iTunes, which needs no key. Playlists need a MusicKit token. */
final class AppleMusicService implements MusicService {
    private static final Pattern PATH = Pattern.compile(
            "/(?:([a-z]{2})/)?(album|song|playlist)/(?:[^/?]+/)?(?:id)?(\\d{1,18}|pl\\.[A-Za-z0-9-]{1,64})(?:/?\\?(.*))?/?");
    private static final Pattern TRACK = Pattern.compile("(?:.*&)?i=(\\d{1,18})(?:&.*)?");

    private final ServicePages pages;
    private final @Nullable Secret token;

    /**
     * Makes the service.
     *
     * @param token of MusicKit, null without one
     */
    AppleMusicService(ServicePages pages, @Nullable Secret token) {
        this.pages = pages;
        this.token = token;
    }

    @Override
    public String site() {
        return "Apple Music";
    }

    @Override
    public Described describe(HttpLink link, int most) throws InterruptedException {
        Matcher path = PATH.matcher(link.path());
        if (!path.matches()) {
            throw ServicePages.notASong(site(), link);
        }
        String country = path.group(1) == null ? "us" : path.group(1);
        String id = path.group(3);
        if (path.group(2).equals("playlist")) {
            return playlist(country, id, most);
        }
        Matcher track = TRACK.matcher(path.group(4) == null ? "" : path.group(4));
        boolean single = track.matches() || path.group(2).equals("song");
        List<JsonNode> songs = looked(track.matches() ? track.group(1) : id, country);
        if (songs.isEmpty()) {
            throw Failure.of(FailureCode.WEB_REMOVED, "iTunes knows nothing by this number in " + country)
                    .asException();
        }
        return single
                ? Described.song(song(songs.getFirst()))
                : Described.list(
                        songs.stream().limit(most).map(AppleMusicService::song).toList());
    }

    private List<JsonNode> looked(String id, String country) {
        JsonNode results = pages.json(
                        site(),
                        pages.at("itunes.apple.com", "/lookup?id=" + id + "&entity=song&limit=200&country=" + country),
                        Map.of())
                .path("results");
        if (!results.isArray()) {
            throw ServicePages.changed(site(), "answers without results");
        }
        return results.valueStream()
                .filter(result -> result.path("wrapperType").asString("").equals("track"))
                .filter(result -> result.path("trackName").isString())
                .sorted(Comparator.comparingInt(
                                (JsonNode result) -> result.path("discNumber").asInt(1))
                        .thenComparingInt(result -> result.path("trackNumber").asInt(0)))
                .toList();
    }

    private static SoughtSong song(JsonNode result) {
        String id = result.path("trackId").asString("");
        JsonNode link = result.path("trackViewUrl");
        return new SoughtSong(
                "apple:" + id,
                result.path("trackName").asString(""),
                List.of(result.path("artistName").asString("")),
                null,
                seconds(result.path("trackTimeMillis")),
                link.isString() ? link.asString() : null);
    }

    private Described playlist(String country, String id, int most) {
        if (token == null) {
            throw ServicePages.noKey(site(), "a playlist of Apple Music, and MUZON_METADATA_APPLE_TOKEN is not set");
        }
        JsonNode tracks = pages.json(
                        site(),
                        pages.at("api.music.apple.com", "/v1/catalog/" + country + "/playlists/" + id),
                        Map.of("Authorization", "Bearer " + token.reveal()))
                .at("/data/0/relationships/tracks/data");
        if (!tracks.isArray()) {
            throw ServicePages.changed(site(), "answers without tracks");
        }
        return Described.list(tracks.valueStream()
                .filter(track -> track.path("attributes").path("name").isString())
                .limit(most)
                .map(AppleMusicService::listed)
                .toList());
    }

    private static SoughtSong listed(JsonNode track) {
        JsonNode told = track.path("attributes");
        return new SoughtSong(
                "apple:" + track.path("id").asString(""),
                told.path("name").asString(""),
                List.of(told.path("artistName").asString("")),
                told.path("isrc").isString() ? told.path("isrc").asString() : null,
                seconds(told.path("durationInMillis")),
                told.path("url").isString() ? told.path("url").asString() : null);
    }

    private static @Nullable Double seconds(JsonNode millis) {
        return millis.isNumber() ? millis.asDouble() / 1000 : null;
    }
}
