package dev.muzon.extractor.source.site;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The search for songs in YouTube Music, as its own page asks it. Clips, covers and talks are not among them. */
final class YouTubeMusic implements SongSite {
    private static final String SITE = "YouTube Music";
    private static final String PATH = "/youtubei/v1/search?prettyPrint=false";

    /** A mark of the service for a search that finds songs alone. */
    private static final String SONGS = "EgWKAQIIAWoKEAoQAxAEEAkQBQ==";

    private static final String GREY = "MUSIC_ITEM_RENDERER_DISPLAY_POLICY_GREY_OUT";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final Pattern VIDEO = Pattern.compile("[A-Za-z0-9_-]{11}");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,2}):)?(\\d{1,2}):(\\d{2})");
    private static final Pattern WIDTH = Pattern.compile("=w\\d{1,4}-h\\d{1,4}-");

    private final ServicePages pages;
    private final MonotonicClock clock;

    YouTubeMusic(ServicePages pages, MonotonicClock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "youtubemusic";
    }

    /** Returns that it does not: what is not a song is on YouTube itself. */
    @Override
    public boolean guesses() {
        return false;
    }

    @Override
    public List<SongSearch.Hit> search(String words, int most) {
        var question = JsonMapper.shared().createObjectNode();
        question.putObject("context")
                .putObject("client")
                .put("clientName", "WEB_REMIX")
                .put("clientVersion", "1." + DAY.format(clock.instant()) + ".01.00")
                .put("hl", "en");
        question.put("query", words).put("params", SONGS);
        JsonNode contents = pages.postedJson(SITE, pages.at("music.youtube.com", PATH), Map.of(), question.toString())
                .path("contents");
        if (!contents.isObject()) {
            throw ServicePages.changed(SITE, "answers without contents");
        }
        return contents.findValues("musicResponsiveListItemRenderer").stream()
                .flatMap(song -> Stream.ofNullable(hit(song)))
                .limit(most)
                .toList();
    }

    private static SongSearch.@Nullable Hit hit(JsonNode song) {
        String id = song.path("playlistItemData").path("videoId").asString("");
        boolean isGrey =
                song.path("musicItemRendererDisplayPolicy").asString("").equals(GREY);
        if (isGrey || !VIDEO.matcher(id).matches()) {
            return null;
        }
        List<String> about = parts(column(song, 1));
        String artist = about.getFirst();
        String page = "https://www.youtube.com/watch?v=" + id;
        var track = new FoundTrack(
                        id,
                        page,
                        String.join("", parts(column(song, 0))),
                        artist.isBlank() ? null : artist,
                        page,
                        FoundTrack.unprobed(length(about.getLast())))
                .showing(cover(song));
        return new SongSearch.Hit(track, null);
    }

    private static JsonNode column(JsonNode song, int number) {
        return song.path("flexColumns")
                .path(number)
                .path("musicResponsiveListItemFlexColumnRenderer")
                .path("text")
                .path("runs");
    }

    /** Returns the parts between dots: the artists, the album and the length. */
    private static List<String> parts(JsonNode runs) {
        List<String> parts = new ArrayList<>(List.of(""));
        for (JsonNode run : runs) {
            String text = run.path("text").asString("");
            if (text.strip().equals("•")) {
                parts.add("");
            } else {
                parts.add(parts.removeLast() + text);
            }
        }
        return parts;
    }

    private static @Nullable Duration length(String told) {
        Matcher clock = CLOCK.matcher(told);
        return clock.matches()
                ? Duration.ofHours(clock.group(1) == null ? 0 : Long.parseLong(clock.group(1)))
                        .plusMinutes(Long.parseLong(clock.group(2)))
                        .plusSeconds(Long.parseLong(clock.group(3)))
                : null;
    }

    /** Returns the largest picture. What is told is at most 120 pixels wide. */
    private static @Nullable String cover(JsonNode song) {
        JsonNode pictures = song.path("thumbnail")
                .path("musicThumbnailRenderer")
                .path("thumbnail")
                .path("thumbnails");
        String picture = pictures.path(pictures.size() - 1).path("url").asString("");
        return picture.isEmpty() ? null : WIDTH.matcher(picture).replaceFirst("=w544-h544-");
    }
}
