package dev.muzon.extractor.source.site;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The search of SoundCloud, as its own pages ask it. The number that they ask with stands in one of their scripts and is
 * looked for again when it is refused.
 */
final class SoundCloud implements SongSite {
    private static final Logger log = LoggerFactory.getLogger(SoundCloud.class);
    private static final String SITE = "SoundCloud";
    private static final Pattern SCRIPT =
            Pattern.compile("<script[^>]{1,200}src=\"https://([a-z0-9.-]{1,100}\\.sndcdn\\.com)(/[^\"]{1,300})\"");
    private static final Pattern CLIENT = Pattern.compile("client_id\\s{0,9}[:=]\\s{0,9}\"([0-9a-zA-Z]{32})\"");
    private static final int MOST_SCRIPTS = 6;

    /** Sound that plays whole and without a lock. */
    private static final Set<String> OPEN = Set.of("progressive", "hls");

    private final ServicePages pages;
    private volatile @Nullable String client;

    SoundCloud(ServicePages pages) {
        this.pages = pages;
    }

    /** Looks for the number before anybody searches. */
    @Override
    public void warmUp() {
        try {
            newClient();
        } catch (FailureException e) {
            log.info("Client of SoundCloud not found yet, the first search looks for it: {}", e.getMessage());
        }
    }

    @Override
    public String name() {
        return "soundcloud";
    }

    @Override
    public List<SongSearch.Hit> search(String words, int most) {
        String known = client;
        JsonNode answer;
        try {
            answer = ask(words, most, known == null ? newClient() : known);
        } catch (FailureException e) {
            boolean refused =
                    e.failure().code() == FailureCode.WEB_LOGIN || e.failure().code() == FailureCode.WEB_BOT_CHECK;
            if (known == null || !refused) {
                throw e;
            }
            answer = ask(words, most, newClient());
        }
        return answer.path("collection")
                .valueStream()
                .flatMap(song -> Stream.ofNullable(hit(song)))
                .toList();
    }

    private JsonNode ask(String words, int most, String as) {
        String query = "/search/tracks?q=" + ServicePages.escaped(words) + "&client_id=" + as + "&limit=" + most
                + "&offset=0&linked_partitioning=1";
        return pages.json(SITE, pages.at("api-v2.soundcloud.com", query), Map.of());
    }

    private String newClient() {
        Matcher scripts = SCRIPT.matcher(pages.page(SITE, pages.at("soundcloud.com", "/")));
        List<HttpLink> links = new ArrayList<>();
        while (scripts.find()) {
            links.add(pages.at(scripts.group(1), scripts.group(2)));
        }
        Collections.reverse(links);
        for (HttpLink link : links.subList(0, Math.min(MOST_SCRIPTS, links.size()))) {
            String found = client(link);
            if (found != null) {
                client = found;
                return found;
            }
        }
        throw ServicePages.changed(SITE, "has no script that names its client");
    }

    private @Nullable String client(HttpLink script) {
        try {
            Matcher found = CLIENT.matcher(pages.script(SITE, script));
            return found.find() ? found.group(1) : null;
        } catch (FailureException e) {
            log.info("Script of SoundCloud left out: {}", e.getMessage());
            return null;
        }
    }

    private static SongSearch.@Nullable Hit hit(JsonNode song) {
        String page = song.path("permalink_url").asString("");
        boolean whole = !Set.of("BLOCK", "SNIP").contains(song.path("policy").asString(""))
                && song.path("media").path("transcodings").valueStream().anyMatch(SoundCloud::isOpen);
        if (!whole
                || !page.startsWith("https://soundcloud.com/")
                || !song.path("id").isIntegralNumber()) {
            return null;
        }
        String told = song.path("publisher_metadata").path("artist").asString("");
        String artist = told.isBlank() ? song.path("user").path("username").asString("") : told;
        long millis = song.path("full_duration").asLong(song.path("duration").asLong(0));
        String picture = song.path("artwork_url").asString("");
        var track = new FoundTrack(
                        String.valueOf(song.path("id").asLong(0)),
                        page,
                        song.path("title").asString(""),
                        artist.isBlank() ? null : artist,
                        page,
                        FoundTrack.unprobed(
                                millis <= 0 ? null : Duration.ofMillis(millis),
                                song.path("publisher_metadata").path("isrc").asString("")))
                // What is told is 100 pixels wide.
                .showing(picture.isEmpty() ? null : picture.replaceFirst("-large(\\.\\w{3,4})$", "-t500x500$1"));
        long plays = song.path("playback_count").asLong(0);
        return new SongSearch.Hit(track, plays <= 0 ? null : plays);
    }

    private static boolean isOpen(JsonNode sound) {
        return !sound.path("snipped").asBoolean(false)
                && OPEN.contains(sound.path("format").path("protocol").asString(""));
    }
}
