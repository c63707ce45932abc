package dev.muzon.extractor.source.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.LongestWords;
import dev.muzon.extractor.source.library.LibraryIndex;
import dev.muzon.extractor.source.library.LibraryTrack;
import dev.muzon.ffmpeg.LegacyCyrillic;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All music servers together. One that does not answer is left out, and said once until it answers again. */
final class MusicServers {
    private static final Logger log = LoggerFactory.getLogger(MusicServers.class);
    private static final int SONGS = 30;
    private final List<MusicServer> servers;
    private final ExecutorService searches = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Failure> troubles = new ConcurrentHashMap<>();

    MusicServers(List<MusicServer> servers) {
        this.servers = List.copyOf(servers);
    }

    /** Returns what the last search met, by the server's name. */
    Map<String, Failure> troubles() {
        return Map.copyOf(troubles);
    }

    /**
     * Searches all servers at once.
     *
     * @param most songs
     * @param limit for all of them. One that needs longer is left out
     * @return the songs that fit best, named by their references
     * @throws FailureException when no server answers, or when one is silent and the others have nothing
     */
    List<LibraryTrack> search(String words, int most, Duration limit) throws InterruptedException {
        List<Callable<List<LibraryTrack>>> tasks = servers.stream()
                .<Callable<List<LibraryTrack>>>map(server -> () -> search(server, words))
                .toList();
        List<LibraryTrack> songs = new ArrayList<>();
        @Nullable FailureException last = null;
        boolean answered = false;
        for (Future<List<LibraryTrack>> search : searches.invokeAll(tasks, limit.toNanos(), TimeUnit.NANOSECONDS)) {
            try {
                songs.addAll(search.get());
                answered = true;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof FailureException failed)) {
                    throw new IllegalStateException("a search ended in " + e.getCause(), e);
                }
                last = failed;
            } catch (CancellationException e) {
                last = Failure.of(FailureCode.SOURCE_TIMEOUT, "a music server did not answer within " + limit)
                        .causedBy(e);
            }
        }
        List<LibraryTrack> best = new LibraryIndex(songs).search(words, most);
        if (best.isEmpty() && last != null) {
            throw answered ? partly(last) : last;
        }
        return best;
    }

    /** Returns the silence of some servers, which does not count against those that answered. */
    private static FailureException partly(FailureException silence) {
        return Failure.of(
                        FailureCode.INTERNAL_TRANSIENT,
                        "not all music servers answered: " + silence.failure().detail())
                .causedBy(silence);
    }

    private List<LibraryTrack> search(MusicServer server, String words) throws InterruptedException {
        String name = server.address().name();
        try {
            Map<String, MusicServer.Song> songs = new LinkedHashMap<>();
            add(songs, server.search(words, SONGS));
            if (songs.isEmpty()) {
                // Some servers look for the whole text in a title, and people write the artist beside it.
                for (String other : otherTexts(words)) {
                    add(songs, server.search(other, SONGS));
                }
            }
            if (troubles.remove(name) != null) {
                log.info("Music server {} answers again", name);
            }
            return songs.values().stream().map(song -> track(name, song)).toList();
        } catch (FailureException e) {
            if (troubles.put(name, e.failure()) == null) {
                log.warn("Music server left out until it answers: {}", e.getMessage());
            }
            throw e;
        }
    }

    /**
     * Returns the words singly, and as the server reads old Cyrillic tags. Some databases know capital letters of the
     * Latin alphabet alone.
     */
    private static List<String> otherTexts(String words) {
        return Stream.concat(Stream.of(words), LongestWords.of(words).stream())
                .flatMap(text -> Stream.of(text, LegacyCyrillic.mistaken(text)))
                .flatMap(text -> US_ASCII.newEncoder().canEncode(text)
                        ? Stream.of(text)
                        : Stream.of(text, text.toLowerCase(Locale.ROOT), capitalised(text)))
                .distinct()
                .filter(text -> !text.equals(words))
                .toList();
    }

    private static String capitalised(String text) {
        int second = text.offsetByCodePoints(0, 1);
        return text.substring(0, second).toUpperCase(Locale.ROOT)
                + text.substring(second).toLowerCase(Locale.ROOT);
    }

    private static void add(Map<String, MusicServer.Song> songs, List<MusicServer.Song> more) {
        more.stream().filter(song -> !song.id().isBlank()).forEach(song -> songs.putIfAbsent(song.id(), song));
    }

    private static LibraryTrack track(String server, MusicServer.Song song) {
        Map<String, String> told = new HashMap<>();
        told.put("title", song.title());
        put(told, "artist", song.artist());
        put(told, "album", song.album());
        Map<String, String> tags = LegacyCyrillic.repaired(told);
        return new LibraryTrack(
                server + "/" + song.id(),
                Track.titleOf(tags.get("title")),
                Track.labelOf(tags.get("artist")),
                Track.labelOf(tags.get("album")),
                FoundTrack.unprobed(song.duration(), song.isrc()),
                0,
                0);
    }

    private static void put(Map<String, String> tags, String name, @Nullable String value) {
        if (value != null) {
            tags.put(name, value);
        }
    }

    /** Returns the address of a song's sound, nothing when its server is not known. */
    Optional<HttpLink> find(String reference) throws InterruptedException {
        for (MusicServer server : servers) {
            String prefix = server.address().name() + "/";
            if (reference.startsWith(prefix)) {
                return Optional.of(server.sound(reference.substring(prefix.length())));
            }
        }
        return Optional.empty();
    }
}
