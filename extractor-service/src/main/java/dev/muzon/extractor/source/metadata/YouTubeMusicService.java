package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.ServicePages;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Songs of YouTube Music by oEmbed, for where no source reads YouTube's pages themselves. */
final class YouTubeMusicService implements MusicService {
    static final String HOST = "music.youtube.com";
    private static final Pattern PATH = Pattern.compile("/watch\\?(?:.*&)?v=([\\w-]{11})(?:&.*)?");

    private final ServicePages pages;

    YouTubeMusicService(ServicePages pages) {
        this.pages = pages;
    }

    @Override
    public String site() {
        return "YouTube Music";
    }

    @Override
    public Described describe(HttpLink link, int most) throws InterruptedException {
        Matcher path = PATH.matcher(link.path());
        if (!path.matches()) {
            throw ServicePages.notASong(site(), link);
        }
        String page = "https://" + HOST + "/watch?v=" + path.group(1);
        JsonNode answer = pages.json(
                site(), pages.at("www.youtube.com", "/oembed?format=json&url=" + ServicePages.escaped(page)), Map.of());
        if (!answer.path("title").isString()) {
            throw ServicePages.changed(site(), "answers without a title");
        }
        String artist = answer.path("author_name").asString("").replaceFirst(" - Topic$", "");
        return Described.song(new SoughtSong(
                "youtube:" + path.group(1), answer.path("title").asString(), List.of(artist), null, null, page));
    }
}
