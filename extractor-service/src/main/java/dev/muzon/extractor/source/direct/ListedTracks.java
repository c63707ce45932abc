package dev.muzon.extractor.source.direct;

import dev.muzon.extractor.door.ListedLink;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tracks of a list. Where it tells the length of each it is a list of songs: the first that plays is opened, and the
 * others when they are played, however many there are. Otherwise all are opened. Entries that do not play are left out, unless that is all of them. Live streams of one name, or
 * of none, are mirrors of a station, so only the first is taken.
 */
final class ListedTracks {
    private static final Logger log = LoggerFactory.getLogger(ListedTracks.class);
    /** Each is one ffprobe, which takes some 50 ms of a core. */
    private static final int AT_ONCE = 6;

    /** A finder of the track behind one entry. */
    @FunctionalInterface
    interface Finder {
        FoundTrack find(ListedLink listed, Duration limit) throws InterruptedException;
    }

    private final Finder finder;
    private final Function<ListedLink, FoundTrack> unread;
    private final int most;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Makes a resolver of lists.
     *
     * @param unread takes the list's word for an entry
     * @param most entries of one list
     */
    ListedTracks(Finder finder, Function<ListedLink, FoundTrack> unread, int most) {
        this.finder = finder;
        this.unread = unread;
        this.most = most;
    }

    /**
     * Finds what a list names.
     *
     * @param limit of all of it. What takes longer is left out
     * @return at least one
     * @throws FailureException why not even one plays
     */
    List<FoundTrack> resolve(List<ListedLink> list, Duration limit) throws InterruptedException {
        if (list.isEmpty()) {
            throw Failure.of(FailureCode.LIST_UNSUPPORTED, "a list that names no links")
                    .asException();
        }
        List<ListedLink> taken = list.subList(0, Math.min(most, list.size()));
        long end = System.nanoTime() + limit.toNanos();
        return taken.stream().allMatch(listed -> listed.duration() != null)
                ? songs(taken, end)
                : all(taken, limit, end);
    }

    private List<FoundTrack> songs(List<ListedLink> list, long end) throws InterruptedException {
        @Nullable FailureException first = null;
        for (int i = 0; i < list.size() && end - System.nanoTime() > 0; i++) {
            try {
                FoundTrack opened = finder.find(list.get(i), Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                return Stream.concat(
                                Stream.of(opened), list.stream().skip(i + 1L).map(unread))
                        .toList();
            } catch (FailureException e) {
                log.info("Entry left out of its list: {}", e.failure().detail());
                first = first == null ? e : first;
            }
        }
        throw first == null
                ? Failure.of(FailureCode.SOURCE_TIMEOUT, "the list took too long")
                        .asException()
                : first;
    }

    private List<FoundTrack> all(List<ListedLink> list, Duration limit, long end) throws InterruptedException {
        var places = new Semaphore(AT_ONCE, true);
        List<Callable<FoundTrack>> searches = list.stream()
                .<Callable<FoundTrack>>map(listed -> () -> {
                    places.acquire();
                    try {
                        return finder.find(listed, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                    } finally {
                        places.release();
                    }
                })
                .toList();
        return playable(list, threads.invokeAll(searches, limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static List<FoundTrack> playable(List<ListedLink> list, List<Future<FoundTrack>> searches)
            throws InterruptedException {
        List<FoundTrack> tracks = new ArrayList<>();
        Set<String> stations = new HashSet<>();
        @Nullable Failure first = null;
        for (int i = 0; i < searches.size(); i++) {
            try {
                FoundTrack track = searches.get(i).get();
                boolean live = track.media().duration() == null;
                if (!live || isAnother(station(track, list.get(i)), stations)) {
                    tracks.add(track);
                }
            } catch (ExecutionException | CancellationException e) {
                Failure failure = failure(e);
                first = first == null ? failure : first;
                log.info("Entry left out of its list: {}", failure.detail());
            }
        }
        if (tracks.isEmpty() && first != null) {
            throw first.asException();
        }
        return tracks;
    }

    /** Returns whether none of the stations so far can be the same. It is one of them from now on. */
    private static boolean isAnother(String name, Set<String> stations) {
        boolean first = stations.isEmpty();
        return stations.add(name) && (first || !name.isEmpty());
    }

    /** Returns the name that a station gives itself, or else the list gives it, to be compared. */
    private static String station(FoundTrack track, ListedLink listed) {
        return Objects.requireNonNullElse(track.media().tag("icy-name"), listed.title())
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static Failure failure(Exception e) {
        if (e instanceof CancellationException) {
            return Failure.of(FailureCode.SOURCE_TIMEOUT, "an entry of the list took too long");
        }
        if (e.getCause() instanceof FailureException failed) {
            return failed.failure();
        }
        throw new IllegalStateException("a search ended in " + e.getCause(), e);
    }
}
