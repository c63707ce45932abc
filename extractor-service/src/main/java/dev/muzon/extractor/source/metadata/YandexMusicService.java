package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.config.Secret;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Yandex Music, whose API wants the token of an account. */
final class YandexMusicService implements MusicService {
    private static final Pattern TRACK = Pattern.compile("/(?:album/\\d{1,18}/)?track/(\\d{1,18})(?:[/?].*)?");
    private static final Pattern ALBUM = Pattern.compile("/album/(\\d{1,18})(?:[/?].*)?");
    private static final Pattern PLAYLIST =
            Pattern.compile("/users/([A-Za-z0-9._-]{1,64})/playlists/(\\d{1,18})(?:[/?].*)?");
    /** A playlist by its own name, with letters in front where it holds the songs that somebody likes. */
    private static final Pattern NAMED_PLAYLIST =
            Pattern.compile("/playlists/((?:[a-z]{2}\\.)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?].*)?");

    private final ServicePages pages;
    private final @Nullable Secret token;

    /**
     * Makes the service.
     *
     * @param token of an account, null without one
     */
    YandexMusicService(ServicePages pages, @Nullable Secret token) {
        this.pages = pages;
        this.token = token;
    }

    @Override
    public String site() {
        return "Yandex Music";
    }

    @Override
    public Described describe(HttpLink link, int most) throws InterruptedException {
        Matcher track = TRACK.matcher(link.path());
        Matcher album = ALBUM.matcher(link.path());
        Matcher playlist = PLAYLIST.matcher(link.path());
        if (track.matches()) {
            JsonNode first = ask("/tracks/" + track.group(1)).path(0);
            if (!first.path("title").isString()) {
                throw Failure.of(FailureCode.WEB_REMOVED, "Yandex Music has no track by this number")
                        .asException();
            }
            return Described.song(song(first));
        }
        if (album.matches()) {
            JsonNode volumes = ask("/albums/" + album.group(1) + "/with-tracks").path("volumes");
            return list(volumes.valueStream().flatMap(JsonNode::valueStream), most);
        }
        if (playlist.matches()) {
            return playlist("/users/" + playlist.group(1) + "/playlists/" + playlist.group(2), most);
        }
        Matcher named = NAMED_PLAYLIST.matcher(link.path());
        if (named.matches()) {
            return playlist("/playlist/" + named.group(1) + "?rich-tracks=true&page-size=" + most, most);
        }
        throw ServicePages.notASong(site(), link);
    }

    private Described playlist(String path, int most) {
        JsonNode tracks = ask(path).path("tracks");
        if (!tracks.isArray()) {
            throw ServicePages.changed(site(), "answers without tracks");
        }
        return list(tracks.valueStream().map(entry -> entry.path("track")), most);
    }

    private JsonNode ask(String path) {
        if (token == null) {
            throw ServicePages.noKey(site(), "MUZON_METADATA_YANDEX_TOKEN is not set");
        }
        JsonNode answer = pages.json(
                site(), pages.at("api.music.yandex.net", path), Map.of("Authorization", "OAuth " + token.reveal()));
        if (answer.path("result").isMissingNode()) {
            throw ServicePages.changed(site(), "answers without a result");
        }
        return answer.path("result");
    }

    private static Described list(Stream<JsonNode> tracks, int most) {
        return Described.list(tracks.filter(track -> track.path("title").isString())
                .limit(most)
                .map(YandexMusicService::song)
                .toList());
    }

    private static SoughtSong song(JsonNode track) {
        String version = track.path("version").asString("");
        List<String> artists = track.path("artists")
                .valueStream()
                .map(artist -> artist.path("name").asString(""))
                .toList();
        String id = track.path("id").asString("");
        return new SoughtSong(
                "yandex:" + id,
                track.path("title").asString("") + (version.isBlank() ? "" : " (" + version + ")"),
                artists,
                null,
                track.path("durationMs").isNumber() ? track.path("durationMs").asDouble() / 1000 : null,
                "https://music.yandex.ru/track/" + id);
    }
}
