package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.source.ServicePages;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.config.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Spotify's Web API, with an operator's client id and secret. It is only asked for names. */
final class SpotifyApi {
    private static final String SITE = "Spotify";
    private static final int MOST_OF_A_PAGE = 50;

    private final ServicePages pages;
    private final ClientToken token;

    SpotifyApi(ServicePages pages, String id, Secret secret, MonotonicClock clock) {
        this.pages = pages;
        this.token = new ClientToken(SITE, pages, pages.at("accounts.spotify.com", "/api/token"), id, secret, clock);
    }

    Described describe(String type, String number, int most) {
        return switch (type) {
            case "track" -> Described.song(song(ask("/v1/tracks/" + number)));
            case "album" -> list("/v1/albums/" + number + "/tracks", "", most);
            default -> list("/v1/playlists/" + number + "/items", "item", most);
        };
    }

    /** Turns the pages of a list, until it has named enough songs or ends. */
    private Described list(String path, String inner, int most) {
        List<SoughtSong> songs = new ArrayList<>();
        boolean isMore = true;
        for (int offset = 0; isMore && offset < most; offset += MOST_OF_A_PAGE) {
            int limit = Math.min(most - offset, MOST_OF_A_PAGE);
            JsonNode page = ask(path + "?limit=" + limit + "&offset=" + offset);
            songs.addAll(songs(page.path("items"), inner));
            isMore = page.path("next").isString();
        }
        return Described.list(songs);
    }

    private static List<SoughtSong> songs(JsonNode items, String inner) {
        if (!items.isArray()) {
            throw ServicePages.changed(SITE, "answers without items");
        }
        return items.valueStream()
                .map(item -> inner.isEmpty() ? item : item.path(inner))
                .filter(track ->
                        track.path("id").isString() && track.path("name").isString())
                .map(SpotifyApi::song)
                .toList();
    }

    private static SoughtSong song(JsonNode track) {
        if (!track.path("name").isString()) {
            throw ServicePages.changed(SITE, "answers without a name");
        }
        List<String> artists = track.path("artists")
                .valueStream()
                .map(artist -> artist.path("name").asString(""))
                .toList();
        JsonNode isrc = track.path("external_ids").path("isrc");
        return SpotifyService.song(
                track.path("id").asString(""),
                track.path("name").asString(),
                artists,
                isrc.isString() ? isrc.asString() : null,
                track.path("duration_ms"));
    }

    private JsonNode ask(String path) {
        return pages.json(SITE, pages.at("api.spotify.com", path), Map.of("Authorization", token.field()));
    }
}
