package dev.muzon.testkit.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The services that Muzon asks for music, each with the answers of the real one in golden files. Those that describe
 * songs know "Sea Breeze" by the Muzon Ensemble, those that have sound "Nocturne" by the Ensemble. The pages and the
 * player of YouTube are in {@code FakeYouTube}.
 */
public enum Face {
    YOUTUBE("www.youtube.com", "youtube.com", "youtu.be", "rr1---sn-muzon.googlevideo.com") {
        @Override
        void answer(FakeWeb web) {
            web.golden("www.youtube.com/oembed", "youtube-oembed.json");
        }
    },

    YOUTUBE_MUSIC("music.youtube.com") {
        @Override
        void answer(FakeWeb web) {
            web.serve(
                    "music.youtube.com/youtubei/v1/search",
                    search(web, "youtube-music-search.json", "{\"contents\":{}}"));
        }
    },

    SOUNDCLOUD("soundcloud.com", "api-v2.soundcloud.com", "a-v2.sndcdn.com", "cf-media.sndcdn.com") {
        @Override
        void answer(FakeWeb web) {
            web.golden("soundcloud.com/", "soundcloud-home.html")
                    .golden("a-v2.sndcdn.com/assets/51-5678abcd.js", "soundcloud-assets.js")
                    .serve(
                            "api-v2.soundcloud.com/search/tracks",
                            search(web, "soundcloud-search.json", "{\"collection\":[]}"))
                    .serve("api-v2.soundcloud.com/resolve", byQuery(web, "nocturne", "soundcloud-track.json"))
                    .golden(
                            "api-v2.soundcloud.com/media/soundcloud:tracks:101/0f1e2d3c/stream/progressive",
                            "soundcloud-stream.json")
                    .golden(
                            "api-v2.soundcloud.com/media/soundcloud:tracks:103/0f1e2d3c/preview/progressive",
                            "soundcloud-stream.json")
                    .sound("cf-media.sndcdn.com/nocturne.128.mp3");
        }
    },

    BANDCAMP("bandcamp.com", "ensemble.bandcamp.com", "t4.bcbits.com") {
        @Override
        void answer(FakeWeb web) {
            web.serve(
                            "bandcamp.com/api/bcsearch_public_api/1/autocomplete_elastic",
                            search(web, "bandcamp-search.json", "{\"auto\":{\"results\":[]}}"))
                    .golden("ensemble.bandcamp.com/track/nocturne", "bandcamp-track.html")
                    .golden("ensemble.bandcamp.com/album/night-pieces", "bandcamp-album.html")
                    .sound("t4.bcbits.com/stream/201/mp3-128/201");
        }
    },

    INTERNET_ARCHIVE("archive.org", "ia800000.us.archive.org") {
        @Override
        void answer(FakeWeb web) {
            web.serve(
                            "archive.org/advancedsearch.php",
                            search(web, "archive-search.json", "{\"response\":{\"docs\":[]}}"))
                    .golden("archive.org/embed/nocturne_2026", "archive-embed-one.html")
                    .golden("archive.org/metadata/nocturne_2026", "archive-metadata-one.json")
                    .golden("archive.org/embed/night_pieces", "archive-embed-two.html")
                    .golden("archive.org/metadata/night_pieces", "archive-metadata-two.json");
            for (String file :
                    List.of("nocturne_2026/nocturne.mp3", "night_pieces/nocturne.mp3", "night_pieces/slow waltz.mp3")) {
                String place = "ia800000.us.archive.org:" + web.port() + "/1/items/" + file.replace(' ', '_');
                web.serve("archive.org/download/" + file, exchange -> redirect(exchange, "https://" + place))
                        .sound("/1/items/" + file.replace(' ', '_'));
            }
        }
    },

    JAMENDO(
            "api.jamendo.com",
            "www.jamendo.com",
            "mp3l.jamendo.com",
            "mp3d.jamendo.com",
            "ogg.jamendo.com",
            "flac.jamendo.com") {
        @Override
        void answer(FakeWeb web) {
            web.serve(
                            "api.jamendo.com/v3.0/tracks/",
                            search(
                                    web,
                                    "jamendo-search.json",
                                    "{\"headers\":{\"status\":\"success\",\"code\":0},\"results\":[]}"))
                    .golden("www.jamendo.com/api/tracks", "jamendo-track.json")
                    .golden("www.jamendo.com/api/artists", "jamendo-artist.json")
                    .golden("www.jamendo.com/api/albums", "jamendo-album.json")
                    .sound("mp3l.jamendo.com/")
                    .sound("flac.jamendo.com/");
        }
    },

    RADIO_BROWSER(
            "all.api.radio-browser.info",
            "de1.api.radio-browser.info",
            "fi1.api.radio-browser.info",
            "stations.example") {
        @Override
        void answer(FakeWeb web) {
            String stations = web.golden("radio-stations.json");
            web.golden("/json/servers", "radio-servers.json")
                    .serve("/json/stations/search", exchange -> {
                        String query = query(exchange);
                        boolean known = query.contains("name=jazz") || query.contains("tag=smooth");
                        json(exchange, known ? stations : "[]");
                    })
                    .sound("stations.example/live")
                    .sound("stations.example/second");
        }
    },

    SPOTIFY("open.spotify.com", "api.spotify.com", "accounts.spotify.com", "spotify.link") {
        @Override
        void answer(FakeWeb web) {
            web.golden("open.spotify.com/embed/track/1111111111111111111111", "spotify-embed-track.html")
                    .golden("open.spotify.com/track/1111111111111111111111", "spotify-track.html")
                    .golden("open.spotify.com/embed/playlist/2222222222222222222222", "spotify-embed-playlist.html")
                    .golden("open.spotify.com/embed/album/6666666666666666666666", "spotify-embed-album.html")
                    .golden("accounts.spotify.com/api/token", "spotify-api-token.json")
                    .golden("api.spotify.com/v1/tracks/1111111111111111111111", "spotify-api-track.json")
                    .golden("api.spotify.com/v1/albums/6666666666666666666666/tracks", "spotify-api-album.json")
                    .golden("api.spotify.com/v1/playlists/2222222222222222222222/items", "spotify-api-playlist.json");
        }
    },

    APPLE_MUSIC("itunes.apple.com", "api.music.apple.com") {
        @Override
        void answer(FakeWeb web) {
            String song = web.golden("itunes-song.json");
            String album = web.golden("itunes-album.json");
            String nothing = web.golden("itunes-nothing.json");
            web.golden("api.music.apple.com/v1/catalog/us/playlists/pl.abc", "apple-playlist.json")
                    .serve("itunes.apple.com/lookup", exchange -> {
                        String query = query(exchange);
                        String told = query.contains("id=901") ? song : query.contains("id=900") ? album : nothing;
                        FakeWeb.send(exchange, 200, "text/javascript; charset=utf-8", told);
                    });
        }
    },

    DEEZER("api.deezer.com", "www.deezer.com", "link.deezer.com") {
        @Override
        void answer(FakeWeb web) {
            web.golden("api.deezer.com/track/3135556", "deezer-track.json")
                    .golden("api.deezer.com/album/302127/tracks", "deezer-list.json")
                    .golden("api.deezer.com/playlist/908622995/tracks", "deezer-list.json");
        }
    },

    /** Tidal, whose songs and albums Odesli describes. */
    TIDAL("api.song.link", "auth.tidal.com", "openapi.tidal.com") {
        @Override
        void answer(FakeWeb web) {
            String song = web.golden("odesli-tidal.json");
            String album = web.golden("odesli-tidal-album.json");
            String first = web.golden("tidal-playlist.json");
            String end = web.golden("tidal-playlist-end.json");
            web.serve(
                            "api.song.link/v1-alpha.1/links",
                            exchange ->
                                    json(exchange, query(exchange).contains("tidal.com/browse/album/") ? album : song))
                    .golden("auth.tidal.com/v1/oauth2/token", "spotify-api-token.json")
                    .serve(
                            "openapi.tidal.com/v2/playlists/" + LIST + "/relationships/items",
                            exchange -> FakeWeb.send(
                                    exchange,
                                    200,
                                    "application/vnd.api+json",
                                    query(exchange).contains("page[cursor]") ? end : first));
        }
    },

    YANDEX_MUSIC("api.music.yandex.net") {
        @Override
        void answer(FakeWeb web) {
            web.golden("api.music.yandex.net/tracks/5555", "yandex-track.json")
                    .golden("api.music.yandex.net/albums/700/with-tracks", "yandex-album.json")
                    .golden("api.music.yandex.net/users/ann/playlists/3", "yandex-playlist.json")
                    .golden("api.music.yandex.net/playlist/" + LIST, "yandex-named-playlist.json")
                    .golden("api.music.yandex.net/playlist/lk." + LIST, "yandex-named-playlist.json");
        }
    },

    LRCLIB("lrclib.net") {
        private static final Pattern SECONDS = Pattern.compile("duration=(\\d+)");

        @Override
        void answer(FakeWeb web) {
            String song = web.golden("lrclib-song.json");
            String unknown = web.golden("lrclib-unknown.json");
            web.serve("lrclib.net/api/get", exchange -> {
                        String query = query(exchange);
                        Matcher seconds = SECONDS.matcher(query);
                        // A recording is its own within two seconds.
                        boolean known = query.contains("sea breeze")
                                && query.contains("muzon ensemble")
                                && seconds.find()
                                && Math.abs(Integer.parseInt(seconds.group(1)) - 3) <= 2;
                        FakeWeb.send(exchange, known ? 200 : 404, "application/json", known ? song : unknown);
                    })
                    .serve(
                            "lrclib.net/api/search",
                            exchange ->
                                    json(exchange, query(exchange).contains("sea breeze") ? "[" + song + "]" : "[]"));
        }
    },

    COBALT("cobalt.example") {
        @Override
        void answer(FakeWeb web) {
            web.serve("cobalt.example/", new CobaltAnswers(web)).sound("cobalt.example/tunnel");
        }
    },

    INVIDIOUS("invidious.example") {
        @Override
        void answer(FakeWeb web) {
            String gone = web.golden("invidious-gone.json");
            web.golden("invidious.example/api/v1/videos/" + VIDEO, "invidious-video.json")
                    .serve(
                            "invidious.example/api/v1/videos/" + GONE,
                            exchange -> FakeWeb.send(exchange, 500, "application/json", gone))
                    .sound("invidious.example/sound");
        }
    },

    PIPED("pipedapi.example", "pipedproxy.example") {
        @Override
        void answer(FakeWeb web) {
            String gone = web.golden("piped-gone.json");
            web.golden("pipedapi.example/streams/" + VIDEO, "piped-streams.json")
                    .serve(
                            "pipedapi.example/streams/" + GONE,
                            exchange -> FakeWeb.send(exchange, 500, "application/json", gone))
                    .sound("pipedproxy.example/sound");
        }
    },

    /** Navidrome, which speaks Subsonic. */
    SUBSONIC("navidrome.example") {
        @Override
        void answer(FakeWeb web) {
            String found = web.golden("subsonic-search.json");
            String nothing = web.golden("subsonic-nothing.json");
            web.serve("navidrome.example/rest/search3.view", exchange -> {
                        String query = query(exchange);
                        boolean known = query.contains("query=sea") || query.contains("query=muzon");
                        json(exchange, known ? found : nothing);
                    })
                    .golden("navidrome.example/rest/getSong.view", "subsonic-song.json")
                    .sound("navidrome.example/rest/stream.view");
        }
    },

    JELLYFIN("jellyfin.example") {
        @Override
        void answer(FakeWeb web) {
            String found = web.golden("jellyfin-items.json");
            web.serve(
                            "jellyfin.example/Items",
                            exchange -> json(exchange, query(exchange).contains("sea") ? found : "{\"Items\":[]}"))
                    .sound("jellyfin.example/Audio/0f3a/stream");
        }
    },

    PLEX("plex.example") {
        @Override
        void answer(FakeWeb web) {
            String found = web.golden("plex-search.json");
            web.serve(
                            "plex.example/hubs/search",
                            exchange ->
                                    json(exchange, query(exchange).contains("sea") ? found : "{\"MediaContainer\":{}}"))
                    .sound("plex.example/library/parts/7/1/file.mp3");
        }
    };

    /** The video that the operator's instances know. */
    public static final String VIDEO = "dQw4w9WgXcQ";

    /** A video that was removed. */
    public static final String GONE = "goneGONE123";

    private static final String LIST = "0d1e2f3a-4b5c-6d7e-8f90-a1b2c3d4e5f6";
    private static final List<String> KNOWN = List.of("nocturne", "waltz", "night pieces");

    @SuppressWarnings("ImmutableEnumChecker") // the list is
    private final List<String> hosts;

    Face(String... hosts) {
        this.hosts = List.of(hosts);
    }

    public List<String> hosts() {
        return hosts;
    }

    abstract void answer(FakeWeb web);

    private static HttpHandler search(FakeWeb web, String file, String nothing) {
        String found = web.golden(file);
        return exchange -> {
            String asked = query(exchange)
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                            .toLowerCase(Locale.ROOT);
            boolean byNumber = asked.contains("&id=");
            json(exchange, byNumber || KNOWN.stream().anyMatch(asked::contains) ? found : nothing);
        };
    }

    private static HttpHandler byQuery(FakeWeb web, String part, String file) {
        String found = web.golden(file);
        return exchange -> {
            boolean known = query(exchange).contains(part);
            FakeWeb.send(exchange, known ? 200 : 404, "application/json", known ? found : "{}");
        };
    }

    /** Returns the query as people read it, in small letters. */
    private static String query(HttpExchange exchange) {
        String raw = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        return URLDecoder.decode(raw, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    }

    private static void json(HttpExchange exchange, String text) throws IOException {
        FakeWeb.send(exchange, 200, "application/json", text);
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        exchange.sendResponseHeaders(302, -1);
    }
}
