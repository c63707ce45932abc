package dev.muzon.extractor.source.ytdlp;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.MediaLink;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tracks that pages describe, and their addresses. */
final class PageTracks {
    /** The worker names one sound among several of the same page by this end. */
    private static final Pattern ENTRY = Pattern.compile("#entry-\\d{1,5}$");

    private PageTracks() {}

    /**
     * Returns an address that the worker may be asked for.
     *
     * @throws dev.muzon.protocol.failure.FailureException when it is not a link
     */
    static String address(String reference) {
        Matcher entry = ENTRY.matcher(reference);
        return HttpLink.parse(reference) + (entry.find() ? entry.group() : "");
    }

    static boolean isPlayable(YtDlpAnswer.Page page) {
        return page.id() != null
                && page.page() != null
                && page.title() != null
                && !"is_upcoming".equals(page.live())
                && !Set.of("[Private video]", "[Deleted video]").contains(page.title());
    }

    /** Takes the site's word for an entry of a list. Its page is read when it is played. */
    static FoundTrack unread(YtDlpAnswer.Page page) {
        return track(page, told(page));
    }

    static FoundTrack track(YtDlpAnswer.Page page, MediaInfo media) {
        String link = String.valueOf(page.page());
        String title = page.title();
        return new FoundTrack(
                page.site() + ":" + page.id(),
                link,
                title == null || title.isBlank() ? HttpLink.parse(link).readableName() : title,
                page.artist(),
                link,
                media,
                null,
                false,
                page.cover());
    }

    private static MediaInfo told(YtDlpAnswer.Page page) {
        Double seconds = page.duration();
        return FoundTrack.unprobed(
                seconds == null || page.isLive() ? null : Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** Returns the link to the sound of a page. */
    static MediaLink sound(YtDlpAnswer.Page page) {
        String url = page.url();
        if (url == null) {
            throw Failure.of(FailureCode.WEB_CHANGED, "a page without a link to sound")
                    .asException();
        }
        return new MediaLink(
                HttpLink.parse(url),
                Objects.requireNonNullElse(page.headers(), Map.of()),
                Objects.requireNonNullElse(page.cookies(), List.of()));
    }
}
