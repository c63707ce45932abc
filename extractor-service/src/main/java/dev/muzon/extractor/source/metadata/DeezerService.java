package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Deezer's public API, which needs no key. It answers errors with HTTP 200. */
final class DeezerService implements MusicService {
    private static final Set<String> SHORT = Set.of("link.deezer.com", "deezer.page.link");
    private static final Pattern PATH =
            Pattern.compile("/(?:[a-z]{2}(?:-[a-z]{2})?/)?(track|album|playlist)/(\\d{1,18})(?:[/?].*)?");
    private static final int QUOTA = 4;
    private static final int PRIVATE = 200;
    private static final int NO_DATA = 800;
    private static final Duration QUOTA_WINDOW = Duration.ofSeconds(5);

    private final ServicePages pages;

    DeezerService(ServicePages pages) {
        this.pages = pages;
    }

    @Override
    public String site() {
        return "Deezer";
    }

    @Override
    public Described describe(HttpLink link, int most) throws InterruptedException {
        HttpLink full = SHORT.contains(link.host()) ? pages.target(site(), pages.at(link.host(), link.path())) : link;
        Matcher path = PATH.matcher(full.path());
        if (!path.matches()) {
            throw ServicePages.notASong(site(), full);
        }
        String about = "/" + path.group(1) + "/" + path.group(2);
        if (path.group(1).equals("track")) {
            return Described.song(song(ask(about)));
        }
        JsonNode data = ask(about + "/tracks?limit=" + most).path("data");
        if (!data.isArray()) {
            throw ServicePages.changed(site(), "answers without data");
        }
        return Described.list(data.valueStream()
                .filter(track -> track.path("title").isString())
                .limit(most)
                .map(this::song)
                .toList());
    }

    private JsonNode ask(String path) {
        JsonNode answer = pages.json(site(), pages.at("api.deezer.com", path), Map.of());
        JsonNode error = answer.path("error");
        if (!error.isObject()) {
            return answer;
        }
        int code = error.path("code").asInt(0);
        String detail = "Deezer answers error " + code;
        throw (switch (code) {
                    case QUOTA -> pages.busy(site(), QUOTA_WINDOW, detail);
                    case PRIVATE -> Failure.of(FailureCode.WEB_PRIVATE, detail);
                    case NO_DATA -> Failure.of(FailureCode.WEB_REMOVED, detail);
                    default -> Failure.of(FailureCode.SOURCE_UNAVAILABLE, detail);
                })
                .asException();
    }

    private SoughtSong song(JsonNode track) {
        if (!track.path("title").isString()) {
            throw ServicePages.changed(site(), "answers without a title");
        }
        String id = track.path("id").asString("");
        List<String> artists = Stream.concat(
                        Stream.of(track.path("artist")),
                        track.path("contributors").valueStream())
                .map(artist -> artist.path("name").asString(""))
                .distinct()
                .toList();
        return new SoughtSong(
                "deezer:" + id,
                track.path("title").asString(),
                artists,
                text(track.path("isrc")),
                track.path("duration").isNumber() ? track.path("duration").asDouble() : null,
                "https://www.deezer.com/track/" + id);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
