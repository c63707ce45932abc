package dev.muzon.extractor.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.extractor.ExtractorProperties;
import dev.muzon.extractor.catalog.MemoryListedTracks;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.SourcesProperties;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackSearchTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final MemoryListedTracks listed = new MemoryListedTracks();

    private TrackSearch search(TrackSource... sources) {
        var settings = new SourcesProperties(
                Arrays.stream(sources).map(TrackSource::name).toList(), List.of(), HOUR, List.of(), HOUR, 2);
        return new TrackSearch(
                new SourceChain(List.of(sources), settings),
                listed,
                new ExtractorProperties(null, Duration.ofHours(3), Duration.ofSeconds(30)),
                new FailureLog(FailureClassifier.of(List.of()), List.of()),
                TestClock.create(),
                new SimpleMeterRegistry());
    }

    private static FoundTrack track(String key, String title, String artist, Duration duration) {
        return new FoundTrack(key, key, title, artist, "https://host/" + key, FoundTrack.unprobed(duration));
    }

    private static FoundTrack track(String title, String artist) {
        return track(title + artist, title, artist, Duration.ofMinutes(3));
    }

    private static TrackSource holding(String name, FoundTrack... tracks) {
        return new Source(name, () -> List.of(tracks));
    }

    /** The list of a source. */
    private interface Answer {
        List<FoundTrack> list() throws InterruptedException;
    }

    /** A source that lists what a test says, and finds nothing otherwise. */
    private record Source(String name, Answer answer, Answer close) implements TrackSource {
        Source(String name, Answer answer) {
            this(name, answer, () -> List.of(track("Nocturne", "Ensemble")));
        }

        @Override
        public SourceView view() {
            return new SourceView(name, List.of(SourceView.Kind.WORDS), null);
        }

        @Override
        public boolean answers(TrackQuery query) {
            return query instanceof TrackQuery.Text;
        }

        @Override
        public List<FoundTrack> resolve(TrackQuery query) {
            throw new AssertionError("a search opens nothing");
        }

        @Override
        public List<FoundTrack> list(String words, int limit) throws InterruptedException {
            return answer.list();
        }

        @Override
        public List<FoundTrack> closest(String words, int limit) throws InterruptedException {
            return close.list();
        }

        @Override
        public MediaInput open(String reference) {
            throw new AssertionError("a search opens nothing");
        }
    }

    @Test
    void theBestOfAllSourcesComeFirstWhateverSourceTheyAreOf() throws Exception {
        TrackSearch search = search(
                holding("library", track("Nocturne in the Rain", "Night Orchestra")),
                holding("web", track("Something by ear", "Channel"), track("Nocturne", "Ensemble")));

        SearchView found = search.search("nocturne", 5, null);

        assertThat(found.tracks())
                .extracting(Track::title)
                .containsExactly("Nocturne", "Nocturne in the Rain", "Something by ear");
        assertThat(found.tracks()).extracting(Track::source).containsExactly("web", "library", "web");
        assertThat(found.silent()).isEmpty();
        assertThat(found.similar()).isEmpty();
    }

    @Test
    void everyListedTrackCanBeAskedForByItsId() throws Exception {
        Track found = search(holding("library", track("Nocturne", "Ensemble")))
                .search("nocturne", 5, null)
                .tracks()
                .getFirst();

        assertThat(listed.find(found.id()).orElseThrow().track().reference()).isEqualTo("NocturneEnsemble");
        assertThat(found.artist()).isEqualTo("Ensemble");
        assertThat(found.duration()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void copiesOfOneRecordingAreListedOnceFromTheSourceInFront() throws Exception {
        TrackSearch search = search(
                holding("library", track("a", "Nocturne", "Ensemble", Duration.ofMillis(180_000))),
                holding(
                        "servers",
                        track("b", "nocturne", "ensemble", Duration.ofMillis(181_500)),
                        track("c", "Nocturne", "Ensemble", Duration.ofMinutes(9))));

        assertThat(search.search("nocturne", 5, null).tracks())
                .extracting(Track::link)
                .containsExactly("https://host/a", "https://host/c");
    }

    @Test
    void neitherMoreThanAskedForNorTracksThatMayNotPlayAreListed() throws Exception {
        FoundTrack[] many = IntStream.range(0, 30)
                .mapToObj(i -> track("Nocturne " + i, "Ensemble"))
                .toArray(FoundTrack[]::new);
        FoundTrack endless = track("e", "Nocturne for ten hours", "Ensemble", Duration.ofHours(10));

        SearchView found =
                search(holding("library", endless), holding("web", many)).search("nocturne", 5, null);

        assertThat(found.tracks()).hasSize(5).noneMatch(track -> track.title().contains("ten hours"));
    }

    @Test
    void aLateSourceIsLeftOutAndNamedAndItsListIsThereTheNextTime() throws Exception {
        var release = new CountDownLatch(1);
        var late = new Source("web", () -> {
            release.await();
            return List.of(track("Nocturne of the web", "Channel"));
        });
        TrackSearch search = search(holding("library", track("Nocturne", "Ensemble")), late);

        SearchView first = search.search("nocturne", 5, null);
        assertThat(first.silent()).containsExactly("web");
        assertThat(first.tracks()).extracting(Track::title).containsExactly("Nocturne");

        release.countDown();
        await().untilAsserted(
                        () -> assertThat(search.search("nocturne", 5, null).tracks())
                                .extracting(Track::title)
                                .containsExactly("Nocturne", "Nocturne of the web"));
    }

    // The promise is 1.5 s. A machine that runs tests gets twice that.
    @Test
    void theListComesInTimeWhileSourcesHang() throws Exception {
        Answer never = () -> {
            new CountDownLatch(1).await();
            return List.of();
        };
        TrackSearch search = search(
                new Source("web", never, never),
                holding("library", track("Nocturne", "Ensemble")),
                new Source("soundcloud", never, never));
        long start = System.nanoTime();

        SearchView found = search.search("nocturne", 5, null);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(found.tracks()).extracting(Track::title).containsExactly("Nocturne");
        assertThat(found.silent()).containsExactlyInAnyOrder("web", "soundcloud");
    }

    @Test
    void aSourceThatNeverAnswersIsInterrupted() throws Exception {
        var interrupted = new CountDownLatch(1);
        var stuck = new Source("web", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return List.of();
        });
        assertThat(search(stuck).search("nocturne", 5, null).silent()).containsExactly("web");
        interrupted.await();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSourceThatFailsIsNamedAndSpoilsNothing(boolean withAnError) throws Exception {
        var broken = new Source("web", () -> {
            if (withAnError) {
                throw new StackOverflowError("bad code");
            }
            throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, "away").asException();
        });
        SearchView found = search(holding("library", track("Nocturne", "Ensemble")), broken)
                .search("nocturne", 5, null);
        assertThat(found.tracks()).hasSize(1);
        assertThat(found.silent()).containsExactly("web");
    }

    @Test
    void aSourceThatFailedIsAskedAgain() throws Exception {
        var away = new AtomicBoolean(true);
        TrackSearch search = search(new Source("library", () -> {
            if (away.getAndSet(false)) {
                throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, "away").asException();
            }
            return List.of(track("Nocturne", "Ensemble"));
        }));
        assertThat(search.search("nocturne", 5, null).tracks()).isEmpty();
        assertThat(search.search("nocturne", 5, null).tracks()).hasSize(1);
    }

    @Test
    void whoSearchesForTheSameAtTheSameTimeSharesOneList() throws Exception {
        var asked = new AtomicInteger();
        TrackSearch search = search(new Source("library", () -> {
            asked.incrementAndGet();
            return List.of(track("Nocturne", "Ensemble"));
        }));
        search.search("nocturne", 5, null);
        search.search(" nocturne ", 5, null);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aSourceIsAskedNoMoreQuestionsThanItWorksOnAtOnce() throws Exception {
        var release = new CountDownLatch(1);
        var asked = new AtomicInteger();
        TrackSearch search = search(new Source("web", () -> {
            asked.incrementAndGet();
            release.await();
            return List.of();
        }));
        for (String words : List.of("one", "two", "three")) {
            assertThat(search.search(words, 5, null).silent()).containsExactly("web");
        }
        assertThat(asked).hasValue(2);
        release.countDown();
    }

    @Test
    void aSearchWhileOthersUseEveryPlaceIsToldThatItIsBusy() throws Exception {
        var release = new CountDownLatch(1);
        var waiting = new AtomicInteger();
        TrackSearch search = search(new Source("web", () -> {
            waiting.incrementAndGet();
            release.await();
            return List.of();
        }));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = threads.submit(() -> search.search("one", 5, null));
            await().until(() -> waiting.get() == 1);
            for (int i = 1; i < TrackSearch.SEARCHES_AT_ONCE; i++) {
                var _ = threads.submit(() -> search.search("one", 5, null));
            }

            await().untilAsserted(() -> assertThatThrownBy(() -> search.search("one", 5, null))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(FailureCode.SOURCE_BUSY)));
            release.countDown();
        }
    }

    @Test
    void wordsThatNothingFitsAreAnsweredWithWhatComesClosest() throws Exception {
        SearchView found = search(holding("library")).search("noktturrn", 5, null);
        assertThat(found.tracks()).isEmpty();
        assertThat(found.similar()).extracting(Track::title).containsExactly("Nocturne");
        assertThat(listed.find(found.similar().getFirst().id())).isPresent();
    }

    @Test
    void whatComesCloseIsAskedForWhileAnotherSourceHangs() throws Exception {
        var asked = new CountDownLatch(1);
        var fast = new Source("library", List::of, () -> {
            asked.countDown();
            return List.of(track("Nocturne", "Ensemble"));
        });
        var slow = new Source("web", () -> {
            asked.await();
            return List.of();
        });

        SearchView found = search(fast, slow).search("noktturrn", 5, null);

        assertThat(found.similar()).extracting(Track::title).containsExactly("Nocturne");
        assertThat(found.silent()).as("it waits for nothing but that question").isEmpty();
    }

    @Test
    void aSearchForNothingOrForTooMuchIsRefused() {
        TrackSearch search = search(holding("library"));
        for (String words : List.of("", "  ", "a".repeat(TrackQuery.Text.MAX_LENGTH + 1))) {
            assertThatThrownBy(() -> search.search(words, 5, null))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(FailureCode.BAD_INPUT));
        }
    }
}
