package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.FailureException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A list of music that players exchange: M3U, PLS or XSPF. It is written by hand as often as by programs, so what cannot
 * be read in it is left out.
 *
 * @see <a href="https://www.xspf.org/spec">XSPF</a>
 */
final class MusicList {
    /** Bytes of a list. Ten thousand songs take less. */
    static final int LONGEST = 1 << 20;

    private static final int MOST_ENTRIES = 1000;
    private static final String M3U = "#EXTM3U";
    private static final Pattern M3U_ENDING = Pattern.compile("(?i)m3u8?");
    private static final Pattern TOLD = Pattern.compile("\\s*(\\d{1,6})(?:[.,\\s].*|$)");

    /** No song is longer. */
    private static final Duration LONGEST_SONG = Duration.ofDays(1);

    private static final String PLS = "[playlist]";
    private static final String ABOUT_NEXT = "#EXTINF:";
    private static final Pattern XSPF = Pattern.compile("(?s)(<\\?xml.{0,200}?)?<playlist[\\s>].*");
    private static final Pattern BARE_LINK = Pattern.compile("(?is)https?://\\S+\\s.*|https?://\\S+");
    private static final Pattern PLS_LINE = Pattern.compile("(?i)\\s*(file|title|length)(\\d{1,6})\\s*=\\s*(.*?)\\s*");
    private static final Pattern HLS = Pattern.compile("(?m)^#EXT-X-(STREAM-INF|TARGETDURATION|MEDIA-SEQUENCE)\\b");

    private MusicList() {}

    /**
     * Returns whether bytes may begin a list. Only {@link #read} knows.
     *
     * @param start the first bytes, which may break off within a word
     * @param from where they were found
     */
    static boolean maybeBeginsIn(String start, HttpLink from) {
        String text = withoutMark(start);
        String lower = text.toLowerCase(Locale.ROOT);
        return text.startsWith(M3U)
                || lower.startsWith(PLS)
                || lower.startsWith("<?xml")
                || lower.startsWith("<playlist")
                || BARE_LINK.matcher(text).matches()
                || namesFiles(text, from);
    }

    /**
     * Reads a list.
     *
     * @param base where it was found: its addresses are relative to this
     * @return null when it is something else, for example an HLS playlist, of which the parts make one track
     */
    static @Nullable List<ListedLink> read(String text, HttpLink base) {
        String list = withoutMark(text);
        if (HLS.matcher(list).find()) {
            return null;
        }
        if (list.regionMatches(true, 0, PLS, 0, PLS.length())) {
            return pls(list, base);
        }
        if (XSPF.matcher(list).matches()) {
            return xspf(list, base);
        }
        boolean lines = list.startsWith(M3U) || BARE_LINK.matcher(list).matches() || namesFiles(list, base);
        return lines ? m3u(list, base) : null;
    }

    /** Returns whether this is a bare list of file names, as the first M3U lists were. Only its own name tells. */
    private static boolean namesFiles(String text, HttpLink from) {
        return M3U_ENDING.matcher(from.ending()).matches()
                && !text.isEmpty()
                && !text.startsWith("<")
                && text.chars().allMatch(c -> c >= ' ' || c == '\t' || c == '\r' || c == '\n');
    }

    private static String withoutMark(String text) {
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).stripLeading();
    }

    private static List<ListedLink> m3u(String list, HttpLink base) {
        List<ListedLink> links = new ArrayList<>();
        String title = "";
        Duration duration = null;
        for (String line : (Iterable<String>) list.lines().map(String::strip)::iterator) {
            if (line.startsWith(ABOUT_NEXT)) {
                title = line.substring(line.indexOf(',') + 1);
                duration = seconds(line.substring(ABOUT_NEXT.length()));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                add(links, line, title, duration, base);
                title = "";
                duration = null;
            }
        }
        return links;
    }

    private static List<ListedLink> pls(String list, HttpLink base) {
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, String> titles = new LinkedHashMap<>();
        Map<String, String> lengths = new LinkedHashMap<>();
        list.lines().map(PLS_LINE::matcher).filter(Matcher::matches).forEach(line -> {
            Map<String, String> kind = switch (line.group(1).toLowerCase(Locale.ROOT)) {
                case "file" -> files;
                case "title" -> titles;
                default -> lengths;
            };
            kind.put(line.group(2), line.group(3));
        });
        List<ListedLink> links = new ArrayList<>();
        files.forEach((number, file) ->
                add(links, file, titles.getOrDefault(number, ""), seconds(lengths.getOrDefault(number, "")), base));
        return links;
    }

    /** Reads XSPF without its document type, in which a stranger's XML may name files and grow without end. */
    private static List<ListedLink> xspf(String list, HttpLink base) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<ListedLink> links = new ArrayList<>();
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(list));
            String location = "";
            String title = "";
            Duration duration = null;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "track" -> {
                            location = "";
                            title = "";
                            duration = null;
                        }
                        // Further locations of a track are other copies of it.
                        case "location" -> location = location.isEmpty() ? xml.getElementText() : location;
                        case "title" -> title = xml.getElementText();
                        case "duration" -> duration = milliseconds(xml.getElementText());
                        default -> {}
                    }
                } else if (event == XMLStreamReader.END_ELEMENT
                        && xml.getLocalName().equals("track")) {
                    add(links, location.strip(), title, duration, base);
                }
            }
        } catch (XMLStreamException e) {
            return links; // what came before the fault
        }
        return links;
    }

    /** Reads the seconds of a song. Stations have 0 or -1. */
    private static @Nullable Duration seconds(String text) {
        Matcher told = TOLD.matcher(text);
        return told.matches() ? length(Duration.ofSeconds(Long.parseLong(told.group(1)))) : null;
    }

    private static @Nullable Duration milliseconds(String text) {
        String told = text.strip();
        return told.matches("\\d{1,9}") ? length(Duration.ofMillis(Long.parseLong(told))) : null;
    }

    private static @Nullable Duration length(Duration told) {
        return told.isPositive() && told.compareTo(LONGEST_SONG) <= 0 ? told : null;
    }

    private static void add(
            List<ListedLink> links, String written, String title, @Nullable Duration duration, HttpLink base) {
        if (links.size() >= MOST_ENTRIES || written.isEmpty()) {
            return;
        }
        try {
            links.add(new ListedLink(base.resolve(written), title.strip(), duration));
        } catch (FailureException e) {
            // A file on somebody's disk, most often.
        }
    }
}
