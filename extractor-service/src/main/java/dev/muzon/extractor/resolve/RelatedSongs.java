package dev.muzon.extractor.resolve;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.catalog.ListedTracks;
import dev.muzon.extractor.catalog.TrackCatalog;
import dev.muzon.extractor.search.TrackSearch;
import dev.muzon.extractor.source.FailureOrigin;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.library.SearchWords;
import dev.muzon.extractor.source.metadata.SongLikeness;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The choice of a song to go on with. First what a source itself relates to the last song, its own source before the
 * others: YouTube's mix, the same artist or folder of the library. Then what a search for the artist finds. Then any
 * song of the library. When all of them were heard, the one comes again that was heard longest ago.
 */
@Component
class RelatedSongs {
    /** Songs that one source names. More of them would only be left out. */
    private static final int MOST = 25;

    /** Songs that are tried, because some of them are gone. */
    private static final int ATTEMPTS = 3;

    private static final Logger log = LoggerFactory.getLogger(RelatedSongs.class);

    private final SourceChain chain;
    private final TrackResolver resolver;
    private final TrackSearch search;
    private final TrackCatalog catalog;
    private final ListedTracks listed;
    private final Clock clock;

    RelatedSongs(
            SourceChain chain,
            TrackResolver resolver,
            TrackSearch search,
            TrackCatalog catalog,
            ListedTracks listed,
            Clock clock) {
        this.chain = chain;
        this.resolver = resolver;
        this.search = search;
        this.catalog = catalog;
        this.listed = listed;
        this.clock = clock;
    }

    /** A question to one source. */
    private interface Question {
        List<FoundTrack> ask(TrackSource source) throws InterruptedException;
    }

    /** One way to come to songs. */
    private interface Step {
        List<Track> songs() throws InterruptedException;
    }

    /**
     * Finds one song that plays. The same question is answered alike.
     *
     * @param chat which is to hear it
     * @throws FailureException user error {@code track.not-found} when there is none, or our own store's failure
     */
    Resolution find(TrackQuery.Related asked, long chat) throws InterruptedException {
        long seed = seed(asked);
        var choice = new Choice(asked, new Random(seed));
        String reference =
                catalog.find(asked.after().id()).map(CatalogEntry::reference).orElse("");
        List<Step> steps = new ArrayList<>();
        Stream.concat(own(asked.after(), chat), others(asked.after(), chat))
                .forEach(source ->
                        steps.add(() -> choice.among(saved(source, it -> it.related(asked.after(), reference, MOST)))));
        steps.add(() -> ownFirst(choice.among(sameArtist(asked.after(), chat))));
        chain.sources(chat).forEach(source -> steps.add(() -> choice.among(saved(source, it -> it.any(seed, MOST)))));
        steps.add(choice::heardLongestAgo);
        int attempts = 0;
        for (Step step : steps) {
            for (Track song : step.songs()) {
                Resolution found = attempts++ < ATTEMPTS ? opened(song, chat) : null;
                if (found != null) {
                    return found;
                }
            }
        }
        throw Failure.of(
                        FailureCode.NOTHING_FOUND,
                        "no song to go on with after " + asked.after().id())
                .asException();
    }

    private static long seed(TrackQuery.Related asked) {
        List<String> heard = asked.heard().stream().map(Track::id).toList();
        return 31L * asked.after().id().hashCode() + heard.hashCode();
    }

    private Stream<TrackSource> own(Track after, long chat) {
        return chain.sources(chat).stream().filter(source -> source.name().equals(after.source()));
    }

    private Stream<TrackSource> others(Track after, long chat) {
        return chain.sources(chat).stream().filter(source -> !source.name().equals(after.source()));
    }

    /** Asks a source. One that fails has nothing. What it lists can be played by its id from then on. */
    private List<Track> saved(TrackSource source, Question question) throws InterruptedException {
        List<FoundTrack> songs;
        try {
            songs = question.ask(source);
        } catch (FailureException e) {
            log.info("Source {} left out of the search for a related song: {}", source.name(), e.getMessage());
            return List.of();
        }
        return songs.stream()
                .map(song -> {
                    listed.save(source.name(), song);
                    return CatalogEntry.of(source.name(), song, clock.instant()).track();
                })
                .toList();
    }

    /** Sorts songs by the operator's order of their sources. */
    private List<Track> ownFirst(List<Track> songs) {
        List<String> order = chain.sources().stream().map(TrackSource::name).toList();
        return songs.stream()
                .sorted(Comparator.comparingInt(song -> order.indexOf(song.source())))
                .toList();
    }

    /** Searches for the artist as {@code /play} does. What has other names is left out. */
    private List<Track> sameArtist(Track after, long chat) throws InterruptedException {
        @Nullable String artist = after.artist();
        List<String> name = artist == null ? List.of() : SearchWords.of(artist);
        if (name.isEmpty()) {
            return List.of();
        }
        try {
            return search.search(String.valueOf(artist), MOST, chat).tracks().stream()
                    .filter(song ->
                            SearchWords.of(song.artist() + " " + song.title()).containsAll(name))
                    .toList();
        } catch (FailureException e) {
            if (FailureOrigin.isOurs(e.failure())) {
                throw e;
            }
            log.info("Search for a related song left out: {}", e.getMessage());
            return List.of();
        }
    }

    /** Opens a song. Returns null for one that is gone or cannot be reached. */
    private @Nullable Resolution opened(Track song, long chat) throws InterruptedException {
        Resolution resolution;
        try {
            resolution = resolver.resolve(new TrackQuery.Listed(song.id()), chat, chat);
        } catch (FailureException e) {
            if (FailureOrigin.isOurs(e.failure())) {
                throw e;
            }
            log.info("Related song {} left out: {}", song.id(), e.getMessage());
            return null;
        }
        return resolution.failure() == null ? resolution : null;
    }

    /** The songs that may follow: no stream without an end, no unwanted one, in whatever recording. */
    private static final class Choice {
        private final TrackQuery.Related asked;
        private final Random random;
        private final List<Track> heard = new ArrayList<>();

        Choice(TrackQuery.Related asked, Random random) {
            this.asked = asked;
            this.random = random;
        }

        /** Returns those among others that were not heard. Keeps the others for {@link #heardLongestAgo()}. */
        List<Track> among(List<Track> songs) {
            List<Track> fresh = new ArrayList<>();
            for (Track song : songs) {
                boolean unwanted = Stream.concat(Stream.of(asked.after()), asked.unwanted().stream())
                        .anyMatch(other -> SongLikeness.isSameSong(song, other));
                if (!song.live() && !unwanted) {
                    (lastHeard(song) < 0 ? fresh : heard).add(song);
                }
            }
            Collections.shuffle(fresh, random);
            return fresh;
        }

        List<Track> heardLongestAgo() {
            return heard.stream()
                    .sorted(Comparator.comparingInt(this::lastHeard))
                    .toList();
        }

        /** Returns the place among the songs that were heard, the latest one last. Negative for none. */
        private int lastHeard(Track song) {
            for (int place = asked.heard().size() - 1; place >= 0; place--) {
                if (SongLikeness.isSameSong(song, asked.heard().get(place))) {
                    return place;
                }
            }
            return -1;
        }
    }
}
