package dev.muzon.extractor.source.site;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.extractor.source.library.SearchWords;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.AudioFileName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The search of the Internet Archive. It finds items, which may hold several songs: the file whose name fits best is
 * taken of each.
 */
final class InternetArchive implements SongSite {
    private static final Logger log = LoggerFactory.getLogger(InternetArchive.class);
    private static final String SITE = "Internet Archive";
    private static final String HOST = "archive.org";
    private static final int MOST_ITEMS = 5;
    private static final Pattern ITEM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,7}(?:\\.\\d{1,9})?");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,3}):)?(\\d{1,3}):(\\d{1,2})");

    /** Sound that is smaller than what its uploader sent and as good to the ear. */
    private static final Pattern SMALL = Pattern.compile("(?i)mp3|ogg|opus|aac|m4a");

    private final ServicePages pages;

    InternetArchive(ServicePages pages) {
        this.pages = pages;
    }

    @Override
    public String name() {
        return "archive";
    }

    /** An item that was found, with the number of times that people took it. */
    private record Item(String id, long downloads) {}

    @Override
    public List<SongSearch.Hit> search(String words, int most) throws InterruptedException {
        String plain = words.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        if (plain.isEmpty()) {
            return List.of();
        }
        String query = "/advancedsearch.php?q="
                + ServicePages.escaped("(" + plain + ") AND mediatype:audio AND NOT access-restricted-item:true")
                + "&fl%5B%5D=identifier&fl%5B%5D=downloads&rows=" + Math.min(most, MOST_ITEMS) + "&output=json";
        List<Item> items = pages.json(SITE, pages.at(HOST, query), Map.of())
                .path("response")
                .path("docs")
                .valueStream()
                .map(item -> new Item(
                        item.path("identifier").asString(""),
                        item.path("downloads").asLong(0)))
                .filter(item -> ITEM.matcher(item.id()).matches())
                .limit(Math.min(most, MOST_ITEMS))
                .toList();
        return songs(items, SearchWords.of(words));
    }

    /** Reads what the items hold, all at once. One that cannot be read is left out. */
    private List<SongSearch.Hit> songs(List<Item> items, List<String> words) throws InterruptedException {
        List<SongSearch.Hit> hits = new ArrayList<>();
        @Nullable FailureException last = null;
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<SongSearch.Hit>>> questions = items.stream()
                    .<Callable<List<SongSearch.Hit>>>map(item -> () -> song(item, words))
                    .toList();
            for (Future<List<SongSearch.Hit>> answer : readers.invokeAll(questions)) {
                try {
                    hits.addAll(answer.get());
                } catch (ExecutionException e) {
                    log.info("Item of the Internet Archive left out: {}", String.valueOf(e.getCause()));
                    last = e.getCause() instanceof FailureException failed ? failed : last;
                }
            }
        }
        if (hits.isEmpty() && last != null) {
            throw last;
        }
        return hits;
    }

    private List<SongSearch.Hit> song(Item item, List<String> words) {
        JsonNode told = pages.json(SITE, pages.at(HOST, "/metadata/" + item.id()), Map.of());
        Comparator<JsonNode> best = Comparator.comparingLong((JsonNode file) -> fitting(file, words))
                .thenComparing(
                        file -> SMALL.matcher(file.path("format").asString("")).find());
        // The first of equals is the first track.
        return told
                .path("files")
                .valueStream()
                .filter(InternetArchive::isSong)
                .reduce((one, other) -> best.compare(other, one) > 0 ? other : one)
                .map(file -> new SongSearch.Hit(
                        track(item.id(), told.path("metadata"), file), item.downloads() <= 0 ? null : item.downloads()))
                .stream()
                .toList();
    }

    private static boolean isSong(JsonNode file) {
        return AudioFileName.isMusic(file.path("name").asString(""))
                && length(file) != null
                && !file.path("private").asString("").equals("true");
    }

    private static long fitting(JsonNode file, List<String> words) {
        List<String> names = SearchWords.of(
                file.path("title").asString("") + " " + file.path("name").asString(""));
        return words.stream().filter(names::contains).count();
    }

    private static FoundTrack track(String item, JsonNode about, JsonNode file) {
        String name = file.path("name").asString("");
        String title = names(file.path("title"));
        String artist = first(names(file.path("artist")), names(file.path("creator")), names(about.path("creator")));
        return new FoundTrack(
                        item + "/" + name,
                        item + "/" + name,
                        first(title, names(about.path("title")), name),
                        artist.isBlank() ? null : artist,
                        "https://" + HOST + "/details/" + item + "/" + escapedFile(name),
                        FoundTrack.unprobed(length(file)))
                .showing("https://" + HOST + "/services/img/" + item);
    }

    /** Returns a name that may be a list of names. */
    private static String names(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(name -> name.asString("")).collect(Collectors.joining(", "))
                : value.asString("");
    }

    private static String first(String... names) {
        for (String name : names) {
            if (!name.isBlank()) {
                return name;
            }
        }
        return "";
    }

    /** Returns the length of a file, which is written as seconds or as a clock shows it. */
    static @Nullable Duration length(JsonNode file) {
        String told = file.path("length").asString("");
        if (SECONDS.matcher(told).matches()) {
            Duration length = Duration.ofMillis(Math.round(Double.parseDouble(told) * 1000));
            return length.isZero() ? null : length;
        }
        Matcher clock = CLOCK.matcher(told);
        return clock.matches()
                ? Duration.ofHours(clock.group(1) == null ? 0 : Long.parseLong(clock.group(1)))
                        .plusMinutes(Long.parseLong(clock.group(2)))
                        .plusSeconds(Long.parseLong(clock.group(3)))
                : null;
    }

    /** Returns where the file of a song lies. */
    HttpLink sound(String reference) {
        int end = reference.indexOf('/');
        String file = reference.substring(end + 1);
        if (end < 0 || !ITEM.matcher(reference.substring(0, end)).matches() || file.isBlank() || file.contains("..")) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "no file of the Internet Archive")
                    .asException();
        }
        return pages.at(HOST, "/download/" + reference.substring(0, end + 1) + escapedFile(file));
    }

    private static String escapedFile(String name) {
        return ServicePages.escaped(name).replace("+", "%20").replace("%2F", "/");
    }
}
