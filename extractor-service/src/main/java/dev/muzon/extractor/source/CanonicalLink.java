package dev.muzon.extractor.source;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one form of links that lead to the same. Links of one video of YouTube differ in a dozen ways. */
public final class CanonicalLink {
    private static final Pattern VIDEO = Pattern.compile("(?i:https?://(?:[a-z]+\\.)?(?:"
            + "youtube(?:-nocookie)?\\.com/(?:watch\\?(?:[^#]*&)?v=|shorts/|live/|embed/)|youtu\\.be/))"
            + "([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-]).*");

    /** The end of the name of one sound among several of a page. */
    private static final Pattern ENTRY = Pattern.compile("#entry-\\d{1,5}$");

    /** The additions that tell a site who shared a page. Links to files keep theirs, which may be signed. */
    private static final Pattern TRACE =
            Pattern.compile("(?:utm_\\w{1,30}|si|feature|fbclid|gclid|igsh|igshid)(?:=.*)?");

    private CanonicalLink() {}

    /** Returns the one form of a link. What is not a link stays as it is. */
    public static String of(String typed) {
        String video = youTubeVideo(typed);
        if (video != null) {
            return "https://www.youtube.com/watch?v=" + video;
        }
        try {
            HttpLink read = HttpLink.parse(typed);
            String link = read.toString();
            boolean isPage = PageSites.of(new TrackQuery.Link(link)).isPresent();
            Matcher entry = ENTRY.matcher(typed.strip());
            // Not everybody hears what a login opens, so links differ by it.
            return (isPage ? withoutTraces(link) : read.withLogin()) + (entry.find() ? entry.group() : "");
        } catch (FailureException e) {
            return typed;
        }
    }

    /** Returns the id of the video that a page of YouTube shows, null for any other link. */
    public static @Nullable String youTubeVideo(@Nullable String link) {
        Matcher page = VIDEO.matcher(link == null ? "" : link.strip());
        return page.matches() ? page.group(1) : null;
    }

    private static String withoutTraces(String link) {
        int question = link.indexOf('?');
        if (question < 0) {
            return link;
        }
        String kept = Arrays.stream(link.substring(question + 1).split("&"))
                .filter(part -> !TRACE.matcher(part).matches())
                .collect(Collectors.joining("&"));
        return link.substring(0, question) + (kept.isEmpty() ? "" : "?" + kept);
    }
}
