package dev.muzon.extractor.source.server;

import static dev.muzon.extractor.source.server.ServerApi.duration;
import static dev.muzon.extractor.source.server.ServerApi.escaped;
import static dev.muzon.extractor.source.server.ServerApi.text;

import dev.muzon.extractor.door.HttpLink;
import java.util.List;
import java.util.Map;

/**
 * A Jellyfin server, with an API key.
 *
 * @see <a href="https://api.jellyfin.org/">the API</a>
 */
record JellyfinServer(MusicServerAddress address, ServerApi api) implements MusicServer {
    private static final double TICKS_A_SECOND = 10_000_000;

    @Override
    public List<Song> search(String words, int limit) throws InterruptedException {
        HttpLink link = address.at("/Items?includeItemTypes=Audio&recursive=true&enableTotalRecordCount=false&limit="
                + limit + "&searchTerm=" + escaped(words));
        String login = "MediaBrowser Token=\"" + address.password().reveal() + "\", Client=\"Muzon\", Device=\"bot\", "
                + "DeviceId=\"muzon\", Version=\"0.1\"";
        return api.get(address, link, Map.of("Authorization", login))
                .path("Items")
                .valueStream()
                .map(item -> new Song(
                        item.path("Id").asString(""),
                        item.path("Name").asString(""),
                        text(item.path("Artists").path(0), item.path("AlbumArtist")),
                        text(item.path("Album")),
                        duration(item.path("RunTimeTicks"), TICKS_A_SECOND),
                        ""))
                .toList();
    }

    @Override
    public HttpLink sound(String id) {
        return address.at("/Audio/" + escaped(id) + "/stream?static=true&ApiKey="
                + escaped(address.password().reveal()));
    }
}
