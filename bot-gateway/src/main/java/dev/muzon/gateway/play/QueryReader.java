package dev.muzon.gateway.play;

import dev.muzon.gateway.text.Phrase;
import dev.muzon.gateway.text.Titles;
import dev.muzon.protocol.track.TrackQuery;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells a link from words, and both from nonsense. Whether there is music behind it is the extractor's question. */
final class QueryReader {
    static final int LONGEST_TEXT = 200;
    private static final int LONGEST_LINK = 2_000;
    private static final Pattern LINK = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_LINK =
            Pattern.compile("(?:[a-z0-9-]+\\.)+[a-z]{2,}/\\S+", Pattern.CASE_INSENSITIVE);

    private QueryReader() {}

    /** @param media of the message or the one it replies to; words win over it */
    static Asked read(String argument, TrackQuery.@Nullable TelegramFile media) {
        if (argument.isEmpty()) {
            return media == null
                    ? new Asked.Unclear(Phrase.PLAY_USAGE, Map.of())
                    : new Asked.For(media, Phrase.SEARCHING_FILE, Map.of());
        }
        if (LINK.matcher(argument).matches()) {
            return link(argument);
        }
        return BARE_LINK.matcher(argument).matches() ? link("https://" + argument) : text(argument);
    }

    private static Asked link(String url) {
        return url.length() > LONGEST_LINK
                ? tooLong(LONGEST_LINK)
                : new Asked.For(new TrackQuery.Link(url), Phrase.SEARCHING_LINK, Map.of());
    }

    private static Asked text(String words) {
        if (words.codePointCount(0, words.length()) > LONGEST_TEXT) {
            return tooLong(LONGEST_TEXT);
        }
        if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return new Asked.Unclear(Phrase.PLAY_UNCLEAR, Map.of());
        }
        String oneLine = words.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return new Asked.For(
                new TrackQuery.Text(oneLine), Phrase.SEARCHING, Map.of("query", Titles.shortened(oneLine)));
    }

    private static Asked tooLong(int limit) {
        return new Asked.Unclear(Phrase.PLAY_TOO_LONG, Map.of("limit", Integer.toString(limit)));
    }
}
