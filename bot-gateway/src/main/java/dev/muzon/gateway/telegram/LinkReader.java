package dev.muzon.gateway.telegram;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The reader of links in a text: typed ones, with or without a scheme, and those behind words. Each character is looked
 * at a fixed number of times, because anybody may send anything.
 */
public final class LinkReader {
    /** Longer links are left out. */
    public static final int MAX_LENGTH = 2_000;

    static final int MAX_LINKS = 10;

    private static final int LONGEST_SCHEME = 20;
    private static final String AFTER_SCHEME = "://";

    /** The form in which Spotify's programs copy a link. */
    private static final Pattern SPOTIFY = Pattern.compile("spotify:(track|album|playlist):([A-Za-z0-9]{22})");

    private LinkReader() {}

    private record Found(int at, String link) {}

    /**
     * Returns the links of a message.
     *
     * @return absolute links in the order of the text, at most ten
     */
    static List<String> links(MessageText text) {
        Optional<String> whole = spaced(text.text());
        Stream<Found> typed = Blanks.pieces(text.text()).stream()
                .flatMap(piece -> link(piece.text(), false).map(link -> new Found(piece.start(), link)).stream());
        Stream<Found> marked = text.entities().stream()
                .flatMap(entity -> marked(text, entity).map(link -> new Found(entity.start(), link)).stream());
        Stream<String> found = Stream.concat(marked, typed)
                .sorted(Comparator.comparingInt(Found::at))
                .map(Found::link);
        return Stream.concat(whole.stream(), found)
                .filter(link -> link.length() <= MAX_LENGTH)
                .distinct()
                .limit(MAX_LINKS)
                .toList();
    }

    /** Returns the links of a text of which no entities are known. */
    public static List<String> links(String text) {
        return links(new MessageText(text, List.of()));
    }

    private static Optional<String> marked(MessageText text, MessageText.Entity entity) {
        return switch (entity.type()) {
            case "text_link" -> Optional.ofNullable(entity.url()).flatMap(url -> link(Blanks.strip(url), true));
            case "url" -> link(Blanks.strip(text.of(entity)), true);
            default -> Optional.empty();
        };
    }

    /** Returns a lone link whose file name contains spaces, as in {@code http://host/a b.mp3}, with them escaped. */
    private static Optional<String> spaced(String text) {
        List<String> pieces =
                Blanks.pieces(text).stream().map(Blanks.Piece::text).toList();
        if (pieces.size() < 2 || text.lines().count() > 1 || !text.contains(AFTER_SCHEME)) {
            return Optional.empty();
        }
        boolean one = schemeEnd(pieces.getFirst()) > 0
                && !SoundNames.isSound(pathOf(pieces.getFirst()))
                && SoundNames.isSound(pathOf(pieces.getLast()))
                && pieces.stream().skip(1).noneMatch(piece -> link(piece, false).isPresent());
        return one ? Optional.of(String.join("%20", pieces)) : Optional.empty();
    }

    private static String pathOf(String link) {
        int query = Blanks.skip(link, 0, codePoint -> codePoint != '?' && codePoint != '#');
        return link.substring(0, query);
    }

    /**
     * Reads one piece of a text.
     *
     * @param marked whether Telegram itself takes it for a link, so that a bare host is one
     */
    private static Optional<String> link(String piece, boolean marked) {
        String bare = Wrapping.removed(piece);
        Matcher spotify = SPOTIFY.matcher(bare);
        if (spotify.matches()) {
            return Optional.of("https://open.spotify.com/" + spotify.group(1) + "/" + spotify.group(2));
        }
        return bare.startsWith(AFTER_SCHEME) || schemeEnd(bare) > 0
                ? withScheme(bare)
                : BareAddress.parse(bare)
                        .filter(address -> address.isLink(marked))
                        .map(address -> address.scheme() + bare)
                        .or(() -> withScheme(bare));
    }

    private static Optional<String> withScheme(String text) {
        int end = text.indexOf(AFTER_SCHEME);
        int start = end < 0 ? end : schemeStart(text, end);
        return start < end && text.length() > end + AFTER_SCHEME.length()
                ? Optional.of(text.substring(start))
                : Optional.empty();
    }

    /**
     * Returns the start of the scheme, which may be glued to a word.
     *
     * @return {@code end} when there is none
     */
    private static int schemeStart(String text, int end) {
        int start = end;
        while (start > 0 && end - start < LONGEST_SCHEME && isSchemePart(text.charAt(start - 1))) {
            start--;
        }
        while (start < end && !isAsciiLetter(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /** Returns the end of the scheme that the text begins with, 0 when it begins with none. */
    private static int schemeEnd(String text) {
        int end = text.indexOf(AFTER_SCHEME);
        return end > 0 && schemeStart(text, end) == 0 ? end : 0;
    }

    private static boolean isSchemePart(char it) {
        return isAsciiLetter(it) || (it >= '0' && it <= '9') || it == '+' || it == '-' || it == '.';
    }

    private static boolean isAsciiLetter(char it) {
        return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z');
    }
}
