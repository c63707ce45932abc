package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.CanonicalLink;
import dev.muzon.extractor.source.PageSites;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.protocol.track.TrackQuery;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The names of songs on pages that do not play. Sites go on telling them by oEmbed to those who link to a page, and by
 * the tags of the page for those who make previews of it.
 */
final class PageNames {
    /**
     * The place where a site answers by oEmbed.
     *
     * @param path with a question that the page's link ends
     */
    private record OEmbed(String host, String path) {}

    private static final Map<String, OEmbed> SITES = Map.of(
            "YouTube", new OEmbed("www.youtube.com", "/oembed?format=json&url="),
            "SoundCloud", new OEmbed("soundcloud.com", "/oembed?format=json&url="),
            "Vimeo", new OEmbed("vimeo.com", "/api/oembed.json?url="),
            "TikTok", new OEmbed("www.tiktok.com", "/oembed?url="));

    /** Sites whose pages name the song in their tags. */
    private static final Set<String> PREVIEWED = Set.of("Bandcamp", "Mixcloud", "Audiomack", "RuTube");

    private static final Pattern BY = Pattern.compile("(.{1,300}), by (.{1,200})");

    private final ServicePages pages;

    PageNames(ServicePages pages) {
        this.pages = pages;
    }

    /** Returns whether the site of a page is one that tells names. */
    boolean knows(TrackQuery.Link link) {
        return PageSites.of(link)
                .filter(site -> SITES.containsKey(site) || PREVIEWED.contains(site))
                .isPresent();
    }

    /**
     * Returns what the song of a page may be, the likeliest first.
     *
     * @return one or two
     * @throws dev.muzon.protocol.failure.FailureException when the page tells nothing either
     */
    List<SoughtSong> of(TrackQuery.Link link) {
        String site = PageSites.of(link).orElseThrow();
        String page = CanonicalLink.of(link.url());
        OEmbed told = SITES.get(site);
        return told == null ? previewed(site, page) : embedded(site, told, page);
    }

    private List<SoughtSong> embedded(String site, OEmbed place, String page) {
        JsonNode answer = pages.json(site, pages.at(place.host(), place.path() + ServicePages.escaped(page)), Map.of());
        String author = answer.path("author_name").asString("");
        String title = answer.path("title").asString("");
        String ending = " by " + author;
        boolean isBoth = !author.isBlank() && title.endsWith(ending);
        return songs(
                site,
                page,
                isBoth ? title.substring(0, title.length() - ending.length()) : title,
                author,
                answer.path("duration").asDouble(0));
    }

    private List<SoughtSong> previewed(String site, String page) {
        HttpLink link = HttpLink.parse(page);
        Map<String, String> tags = OpenGraph.of(pages.page(site, pages.at(link.host(), link.path())));
        String title = tags.getOrDefault("og:title", "");
        Matcher by = BY.matcher(title);
        return by.matches() ? songs(site, page, by.group(1), by.group(2), 0) : songs(site, page, title, "", 0);
    }

    private static List<SoughtSong> songs(String site, String page, String title, String author, double seconds) {
        if (title.isBlank()) {
            throw ServicePages.changed(site, "tells no title");
        }
        @Nullable Double length = seconds > 0 ? seconds : null;
        return SongName.of(title, author.isBlank() ? null : author).stream()
                .map(name -> new SoughtSong("elsewhere:" + page, name.title(), artists(name), null, length, page))
                .toList();
    }

    private static List<String> artists(SongName name) {
        String artist = name.artist();
        return artist == null ? List.of() : List.of(artist);
    }
}
