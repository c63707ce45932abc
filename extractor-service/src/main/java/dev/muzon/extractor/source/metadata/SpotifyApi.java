package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.source.ServicePages;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Spotify's Web API, with an operator's client id and secret. It is only asked for names. */
final class SpotifyApi {
    private static final String SITE = "Spotify";
    private static final int MOST_OF_A_PAGE = 50;
    private static final Duration EARLY = Duration.ofMinutes(1);

    private final ServicePages pages;
    private final String id;
    private final Secret secret;
    private final MonotonicClock clock;
    private @Nullable Token token;

    private record Token(Secret value, Instant until) {}

    SpotifyApi(ServicePages pages, String id, Secret secret, MonotonicClock clock) {
        this.pages = pages;
        this.id = id;
        this.secret = secret;
        this.clock = clock;
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
        return pages.json(SITE, pages.at("api.spotify.com", path), Map.of("Authorization", "Bearer " + valid()));
    }

    private synchronized String valid() {
        Token known = token;
        if (known == null || known.until().isBefore(clock.instant())) {
            String login =
                    Base64.getEncoder().encodeToString((id + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8));
            JsonNode answer = pages.posted(
                    SITE,
                    pages.at("accounts.spotify.com", "/api/token"),
                    Map.of("Authorization", "Basic " + login),
                    "grant_type=client_credentials");
            String value = answer.path("access_token").asString("");
            if (!value.matches("[\\x21-\\x7e]{1,2000}")) {
                throw ServicePages.changed(SITE, "gives no token");
            }
            Duration life = Duration.ofSeconds(answer.path("expires_in").asInt(0));
            known = new Token(new Secret(value), clock.instant().plus(life).minus(EARLY));
            token = known;
        }
        return known.value().reveal();
    }
}
