package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HLS playlist, of which every address is replaced by the door's. */
final class HlsPlaylist {
    /** Bytes of a playlist after decompression. Ten hours in segments of two seconds take less. */
    static final int LONGEST = 4 << 20;

    private static final String BEGINNING = "#EXTM3U";
    static final int MOST_ADDRESSES = 20_000;

    /** Tags of which the address leads to a further playlist. */
    private static final Set<String> LINKING_TAGS =
            Set.of("#EXT-X-MEDIA", "#EXT-X-I-FRAME-STREAM-INF", "#EXT-X-RENDITION-REPORT");

    private static final Pattern ADDRESS = Pattern.compile("(?<=[:,\\s])URI=(?:\"([^\"]*)\"|([^,\"]*))");
    private static final Pattern ENDING = Pattern.compile("\\.([a-z0-9]{1,5})(?:\\?.*)?$");

    /** Endings that name what is inside. Others are chosen to mislead, mostly so that pictures seem to be served. */
    private static final Set<String> SEGMENT_ENDINGS = Set.of(
            "ts", "aac", "ac3", "eac3", "flac", "m4a", "m4s", "m4v", "mp3", "mp4", "mpegts", "ogg", "vtt", "wav",
            "webvtt");

    /** The kind of thing that an address in a playlist leads to. */
    enum Target {
        PLAYLIST,
        BYTES
    }

    /** A namer of the door's own addresses. */
    @FunctionalInterface
    interface Addresses {
        /**
         * Returns the address at which the door serves a link.
         *
         * @param ending of the name, by which ffmpeg recognises formats
         */
        String of(HttpLink link, Target target, String ending);
    }

    private final HttpLink base;
    private final Addresses addresses;
    private int found;

    private HlsPlaylist(HttpLink base, Addresses addresses) {
        this.base = base;
        this.addresses = addresses;
    }

    /** Returns whether bytes begin like a playlist. A byte order mark and blanks may come first. */
    static boolean beginsIn(String start) {
        return withoutMark(start).startsWith(BEGINNING);
    }

    private static String withoutMark(String text) {
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).stripLeading();
    }

    /**
     * Rewrites a playlist.
     *
     * @param base where it was found: its addresses are relative to this
     * @throws FailureException {@code list.unsupported} for an address that does not lead to the web, {@code
     *     url.unsupported} for more addresses than any music needs
     */
    static String rewritten(String text, HttpLink base, Addresses addresses) {
        return new HlsPlaylist(base, addresses).rewritten(withoutMark(text));
    }

    private String rewritten(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean fragmented = text.contains("#EXT-X-MAP");
        boolean variant = false;
        for (String line : (Iterable<String>) text.lines().map(String::strip)::iterator) {
            if (line.startsWith("#EXT")) {
                variant = line.startsWith("#EXT-X-STREAM-INF");
                result.append(withOurAddresses(line)).append('\n');
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                HttpLink link = link(line);
                result.append(
                                variant
                                        ? addresses.of(link, Target.PLAYLIST, "m3u8")
                                        : addresses.of(link, Target.BYTES, ending(link, fragmented)))
                        .append('\n');
                variant = false;
            }
        }
        return result.toString();
    }

    private String withOurAddresses(String tag) {
        boolean playlist = LINKING_TAGS.contains(tag.split(":", 2)[0]);
        Matcher address = ADDRESS.matcher(tag);
        return address.replaceAll(match -> {
            String written = match.group(1) == null ? match.group(2) : match.group(1);
            HttpLink link = link(written.strip());
            String ours = playlist
                    ? addresses.of(link, Target.PLAYLIST, "m3u8")
                    : addresses.of(link, Target.BYTES, ending(link, true));
            return Matcher.quoteReplacement("URI=\"" + ours + "\"");
        });
    }

    private HttpLink link(String written) {
        if (++found > MOST_ADDRESSES) {
            throw Failure.of(FailureCode.URL_UNSUPPORTED, "a playlist of more than " + MOST_ADDRESSES + " addresses")
                    .asException();
        }
        try {
            return base.resolve(written);
        } catch (FailureException e) {
            throw Failure.of(
                            FailureCode.LIST_UNSUPPORTED,
                            "a playlist with an address that nothing opens: "
                                    + e.failure().detail())
                    .causedBy(e);
        }
    }

    private static String ending(HttpLink link, boolean fragmented) {
        Matcher ending = ENDING.matcher(link.path().toLowerCase(Locale.ROOT));
        return ending.find() && SEGMENT_ENDINGS.contains(ending.group(1)) ? ending.group(1) : fragmented ? "m4s" : "ts";
    }
}
