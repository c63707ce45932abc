package dev.muzon.extractor.source.ytdlp;

import dev.muzon.extractor.door.SiteCookie;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the worker, as its JSON.
 *
 * @param track of a page with one track
 * @param entries of a page with a list. They hold no link to sound
 * @param error why there is neither
 * @param cookies as the site left them, null when it changed none
 */
record YtDlpAnswer(
        long id,
        boolean ok,
        @Nullable Page track,
        @Nullable List<Page> entries,
        @Nullable Trouble error,
        @Nullable List<String> warnings,
        @Nullable CookieText cookies,
        long rss) {
    /**
     * A page with sound.
     *
     * @param site yt-dlp's name of it
     * @param duration in seconds, null when unknown or without an end
     * @param page a link that a person may open
     * @param url of the sound
     * @param cover a link to its picture, null when unknown
     * @param views how often people watched it, null when unknown
     * @param availableAt from when on its server gives the sound, in seconds since 1970
     * @param cookies that the server of the sound wants to see
     */
    record Page(
            @Nullable String id,
            @Nullable String site,
            @Nullable String title,
            @Nullable String artist,
            @Nullable Double duration,
            @Nullable String page,
            @Nullable String url,
            @Nullable String protocol,
            @Nullable String live,
            @Nullable String cover,
            @Nullable Long views,
            @Nullable Double availableAt,
            @Nullable Map<String, String> headers,
            @Nullable List<SiteCookie> cookies) {
        boolean isLive() {
            return "is_live".equals(live);
        }
    }

    /**
     * An exception of yt-dlp.
     *
     * @param types of it and its causes, the outermost first
     * @param status of HTTP, null when it is not about one
     */
    record Trouble(
            List<String> types,
            boolean expected,
            @Nullable Integer status,
            @Nullable List<String> countries,
            @Nullable String message) {
        Trouble {
            types = List.copyOf(types);
        }

        boolean is(String type) {
            return types.contains(type);
        }
    }
}
