package dev.muzon.extractor.source.server;

import static dev.muzon.extractor.source.server.ServerApi.duration;
import static dev.muzon.extractor.source.server.ServerApi.escaped;
import static dev.muzon.extractor.source.server.ServerApi.text;

import dev.muzon.extractor.door.HttpLink;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A Plex server, with a token. A song's id is the path of its file, which the server makes and only it understands. */
record PlexServer(MusicServerAddress address, ServerApi api) implements MusicServer {
    private static final String TRACK = "track";

    @Override
    public List<Song> search(String words, int limit) throws InterruptedException {
        HttpLink link = address.at("/hubs/search?limit=" + limit + "&query=" + escaped(words));
        Map<String, String> fields =
                Map.of("X-Plex-Token", address.password().reveal(), "X-Plex-Client-Identifier", "muzon");
        return api.get(address, link, fields)
                .path("MediaContainer")
                .path("Hub")
                .valueStream()
                .filter(hub -> hub.path("type").asString("").equals(TRACK))
                .flatMap(hub -> hub.path("Metadata").valueStream())
                .flatMap(track -> Stream.ofNullable(song(track)))
                .limit(limit)
                .toList();
    }

    private static @Nullable Song song(JsonNode track) {
        String file =
                track.path("Media").path(0).path("Part").path(0).path("key").asString("");
        return file.startsWith("/library/")
                ? new Song(
                        file,
                        track.path("title").asString(""),
                        text(track.path("originalTitle"), track.path("grandparentTitle")),
                        text(track.path("parentTitle")),
                        duration(track.path("duration"), 1_000),
                        "")
                : null;
    }

    @Override
    public HttpLink sound(String id) {
        return address.at(id + "?X-Plex-Token=" + escaped(address.password().reveal()));
    }
}
