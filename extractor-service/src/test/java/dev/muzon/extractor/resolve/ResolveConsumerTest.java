package dev.muzon.extractor.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.muzon.extractor.ExtractorProperties;
import dev.muzon.extractor.catalog.MemoryListedTracks;
import dev.muzon.extractor.catalog.MemoryTrackCatalog;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.rest.ResolutionView;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.contract.ResolutionsApi;
import dev.muzon.runtime.jobs.JobConsumer;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ResolveConsumerTest {
    private static final ResolveTracks REQUEST = new ResolveTracks(
            "tg:7",
            ChatRef.of(-100),
            new Requester(1, "Ann"),
            new TrackQuery.Text("nocturne"),
            77,
            Placement.LAST,
            Instant.parse("2026-05-01T18:30:00Z"));

    private static final ResolveTracks LINK = new ResolveTracks(
            "tg:7", ChatRef.of(-100), new Requester(1, "Ann"), new TrackQuery.Link("https://youtu.be/x"), 77);

    private final Map<String, JobPayload> published = new LinkedHashMap<>();
    private final MemoryTrackCatalog catalog = new MemoryTrackCatalog();
    private final AtomicInteger asked = new AtomicInteger();

    /** A source's behaviour when asked. */
    private interface Behaviour {
        List<FoundTrack> resolve() throws InterruptedException;
    }

    private final class StubSource implements TrackSource {
        private final Behaviour behaviour;

        StubSource(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        @Override
        public String name() {
            return "stub";
        }

        @Override
        public SourceView view() {
            return new SourceView(name(), List.of(SourceView.Kind.WORDS, SourceView.Kind.PAGES), null);
        }

        @Override
        public boolean answers(TrackQuery query) {
            return query instanceof TrackQuery.Text || query instanceof TrackQuery.Link;
        }

        @Override
        public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
            asked.incrementAndGet();
            return behaviour.resolve();
        }

        @Override
        public MediaInput open(String reference) {
            throw new UnsupportedOperationException("nothing is played here");
        }
    }

    private TrackResolver resolver(Duration deadline, Behaviour... behaviours) {
        List<TrackSource> sources =
                List.of(behaviours).stream().<TrackSource>map(StubSource::new).toList();
        return resolver(deadline, TestSources.patient(sources));
    }

    private TrackResolver resolver(Duration deadline, SourceChain chain) {
        return new TrackResolver(
                chain,
                TestSources.known(catalog, chain),
                new MemoryListedTracks(),
                new FoundLinks(),
                new ExtractorProperties(null, Duration.ofHours(3), deadline),
                TestClock.create(),
                new SimpleMeterRegistry());
    }

    private ResolveConsumer consumer(TrackResolver resolver) {
        var classifier = (FailureClassifier) thrown -> thrown instanceof FailureException failed
                ? failed.failure()
                : Failure.of(FailureCode.INTERNAL, thrown.toString());
        return new ResolveConsumer(
                resolver,
                RelatedSongsTest.related(resolver, TestSources.patient(List.of()), catalog, new MemoryListedTracks()),
                published::put,
                classifier,
                new FailureLog(classifier, List.of()),
                TestClock.create());
    }

    private static FoundTrack track(Duration duration) {
        return track("key", duration);
    }

    private static FoundTrack track(String key, Duration duration) {
        MediaInfo media = new MediaInfo(duration, true, 1L, "flac", "flac", null, 48_000, 2, Map.of(), false, 100);
        return new FoundTrack(key, "reference", "Nocturne", "Ensemble", null, media);
    }

    private static Behaviour finds() {
        return () -> List.of(track(Duration.ofMinutes(3)));
    }

    private static Behaviour fails(FailureCode code) {
        return () -> {
            throw Failure.read(null, code.value(), "as told", null, null, null, null)
                    .asException();
        };
    }

    private static JobConsumer.Claim attempt(int attempt) {
        return new JobConsumer.Claim("tg:7", attempt, Duration.ZERO);
    }

    @Test
    void aFoundTrackIsSavedAndQueuedOnce() throws Exception {
        ResolveConsumer consumer = consumer(resolver(Duration.ofSeconds(30), finds()));
        consumer.handle(REQUEST, attempt(1));
        consumer.handle(REQUEST, attempt(1));

        assertThat(published).containsOnlyKeys("enqueue:tg:7");
        EnqueueTracks queued = (EnqueueTracks) published.get("enqueue:tg:7");
        assertThat(queued.requester()).isEqualTo(REQUEST.requester());
        assertThat(queued.sequence()).isEqualTo(77);
        assertThat(queued.askedAt()).isEqualTo(REQUEST.askedAt());
        assertThat(queued.tracks()).singleElement().satisfies(track -> {
            assertThat(track.id()).matches("[A-Za-z0-9_-]{22}");
            assertThat(catalog.find(track.id()))
                    .hasValueSatisfying(entry -> assertThat(entry.reference()).isEqualTo("reference"));
        });
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STORE_UNAVAILABLE", "PEER_UNAVAILABLE", "OWNED_ELSEWHERE", "DRAINING"})
    void everyFailureOfAnInputIsAnsweredAtTheFirstAttempt(FailureCode code) throws Exception {
        consumer(resolver(Duration.ofSeconds(30), fails(code))).handle(REQUEST, attempt(1));

        assertThat(failure().code()).isEqualTo(code);
        assertThat(asked.get()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SOURCE_UNAVAILABLE", "SOURCE_TIMEOUT", "SOURCE_NOT_FOUND"})
    void aDeadLinkThatSomebodySentIsNoWarningInTheLog(FailureCode code) throws Exception {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var root = (Logger) LoggerFactory.getLogger("dev.muzon");
        root.addAppender(lines);
        try {
            consumer(resolver(Duration.ofSeconds(30), fails(code))).handle(LINK, attempt(1));
        } finally {
            root.detachAppender(lines);
        }
        assertThat(lines.list).anyMatch(line -> line.getFormattedMessage().contains(code.value()));
        assertThat(lines.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
        // It was called "resolved: link by nobody".
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.contains("resolved"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("Request tg:7: link not resolved in ")
                        .contains("(stub " + code.value() + " "));
    }

    @ParameterizedTest
    @EnumSource(names = {"STORE_UNAVAILABLE", "PEER_UNAVAILABLE", "OWNED_ELSEWHERE", "DRAINING"})
    void failuresOfOurOwnServicesAreTriedAgain(FailureCode code) {
        ResolveConsumer consumer = consumer(resolver(Duration.ofSeconds(30), fails(code)));

        assertThatThrownBy(() -> consumer.handle(REQUEST, attempt(1))).isInstanceOf(FailureException.class);
        assertThat(published).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wordsWaitForASourceOfOursThatKeepsSilent(boolean extra) throws Exception {
        var silent = new AtomicBoolean(true);
        var ours = new TestSources.Named(
                "ours",
                () -> silent.get() ? fails(FailureCode.SOURCE_UNAVAILABLE).resolve() : finds().resolve(),
                extra,
                true);
        ResolveConsumer consumer = consumer(knowingNothingElse(ours));

        assertThatThrownBy(() -> consumer.handle(REQUEST, attempt(1)))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Transient.class));
        assertThat(published).isEmpty();

        silent.set(false);
        consumer.handle(REQUEST, attempt(2));
        assertThat(published).containsOnlyKeys("enqueue:tg:7");
    }

    @Test
    void wordsThatHaveWaitedLongEnoughNameTheSilentSource() throws Exception {
        var ours = new TestSources.Named(
                "ours", () -> fails(FailureCode.SOURCE_TIMEOUT).resolve(), true, true);
        consumer(knowingNothingElse(ours)).handle(REQUEST, new JobConsumer.Claim("tg:7", 5, Duration.ofMinutes(1)));

        assertThat(failure())
                .isInstanceOfSatisfying(
                        Failure.UserError.class,
                        it -> assertThat(it.args())
                                .containsEntry("silent", FailureArgument.text("ours"))
                                .containsEntry("query", FailureArgument.text("nocturne")));
        assertThat(failure().code()).isEqualTo(FailureCode.NOTHING_FOUND);
    }

    @Test
    void aSilentSiteIsNamedAndNotWaitedFor() throws Exception {
        var site = new TestSources.Named(
                "site", () -> fails(FailureCode.SOURCE_TIMEOUT).resolve(), true);
        consumer(knowingNothingElse(site)).handle(REQUEST, attempt(1));

        assertThat(failure())
                .isInstanceOfSatisfying(
                        Failure.UserError.class,
                        it -> assertThat(it.args()).containsEntry("silent", FailureArgument.text("site")));
    }

    @Test
    void whatAnotherSourceHasWaitsForNoSilentOne() throws Exception {
        var ours = new TestSources.Named(
                "ours", () -> fails(FailureCode.SOURCE_UNAVAILABLE).resolve(), true, true);
        TestSources.Named other = new TestSources.Named("second", () -> finds().resolve());
        consumer(resolver(Duration.ofSeconds(30), TestSources.patient(List.of(ours, other))))
                .handle(REQUEST, attempt(1));
        assertThat(published).containsOnlyKeys("enqueue:tg:7");
    }

    private TrackResolver knowingNothingElse(TrackSource source) {
        var empty = new TestSources.Named(
                "library", () -> fails(FailureCode.NOTHING_FOUND).resolve());
        return resolver(Duration.ofSeconds(30), TestSources.patient(List.of(source, empty)));
    }

    @Test
    void aPageIsLeftToASourceThatOpensPages() throws Exception {
        consumer(resolver(Duration.ofSeconds(30), finds())).handle(LINK, attempt(1));
        assertThat(published).containsOnlyKeys("enqueue:tg:7");

        published.clear();
        consumer(resolver(Duration.ofSeconds(30))).handle(LINK, attempt(1));
        assertThat(failure().code()).isEqualTo(FailureCode.URL_PAGE);
    }

    @Test
    void aRequestThatIsGivenUpIsAnsweredWithItsFailure() throws Exception {
        ResolveConsumer consumer = consumer(resolver(Duration.ofSeconds(30), finds()));
        consumer.gaveUp(REQUEST, attempt(4), Failure.of(FailureCode.STORE_UNAVAILABLE, "down"));
        assertThat(failure().code()).isEqualTo(FailureCode.STORE_UNAVAILABLE);
    }

    @Test
    void aProgrammingErrorIsAnsweredAtTheFirstAttempt() throws Exception {
        consumer(resolver(Duration.ofSeconds(30), () -> {
                    throw new IllegalStateException("a mistake");
                }))
                .handle(REQUEST, attempt(1));
        assertThat(failure().code()).isEqualTo(FailureCode.INTERNAL);
    }

    @Test
    void anErrorInASourceIsAnsweredAndTheNextRequestRuns() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ResolveConsumer consumer = consumer(resolver(Duration.ofSeconds(30), () -> {
            if (calls.getAndIncrement() == 0) {
                throw new NoClassDefFoundError("gone");
            }
            return List.of(track(Duration.ofMinutes(3)));
        }));
        consumer.handle(REQUEST, attempt(1));
        assertThat(failure().code()).isEqualTo(FailureCode.INTERNAL);

        consumer.handle(REQUEST, attempt(1));
        assertThat(published).containsKey("enqueue:tg:7");
    }

    @Test
    void ofSeveralTracksOnlyTheTooLongOnesAreLeftOut() throws Exception {
        consumer(resolver(
                        Duration.ofSeconds(30),
                        () -> List.of(track("a", Duration.ofHours(5)), track("b", Duration.ofMinutes(3)))))
                .handle(REQUEST, attempt(1));
        EnqueueTracks queued = (EnqueueTracks) published.get("enqueue:tg:7");
        assertThat(queued.tracks())
                .singleElement()
                .satisfies(track -> assertThat(track.duration()).isEqualTo(Duration.ofMinutes(3)));
    }

    @Test
    void theNextSourceIsAskedWhenOneFails() throws Exception {
        consumer(resolver(Duration.ofSeconds(30), fails(FailureCode.SOURCE_UNAVAILABLE), finds()))
                .handle(REQUEST, attempt(1));
        assertThat(published).containsOnlyKeys("enqueue:tg:7");
    }

    @Test
    void aSourceThatHangsIsInterruptedAtTheDeadline() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        consumer(resolver(Duration.ofMillis(200), () -> {
                    try {
                        new CountDownLatch(1).await();
                        return List.of();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                }))
                .handle(REQUEST, attempt(1));
        assertThat(failure().code()).isEqualTo(FailureCode.SOURCE_TIMEOUT);
        await().until(() -> interrupted.getCount() == 0);
    }

    @Test
    void aTrackOverTheLimitIsRefused() throws Exception {
        consumer(resolver(Duration.ofSeconds(30), () -> List.of(track(Duration.ofHours(5)))))
                .handle(REQUEST, attempt(1));
        assertThat(failure().code()).isEqualTo(FailureCode.TRACK_TOO_LONG);
    }

    @Test
    void requestsForTheSameAtTheSameTimeShareOneSearch() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        TrackResolver resolver = resolver(Duration.ofSeconds(60), () -> {
            go.await();
            return List.of(track(Duration.ofMinutes(3)));
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger waiting = new AtomicInteger();
            List<Future<Integer>> answers = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> {
                        waiting.incrementAndGet();
                        return resolver.resolve(REQUEST.query(), -100, 1)
                                .tracks()
                                .size();
                    }))
                    .toList();
            await().until(() -> waiting.get() == 20 && asked.get() == 1);
            go.countDown();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        }
        // A request that came after the search had ended began a new one. Before that, all shared one.
        assertThat(asked.get()).isLessThan(20);
    }

    @Test
    void theLastRequestsOfAChatAreKeptWithWhatWasAsked() throws Exception {
        ResolveConsumer consumer =
                consumer(resolver(Duration.ofSeconds(30), fails(FailureCode.SOURCE_UNAVAILABLE), finds()));
        for (int i = 0; i <= RecentResolutions.PER_CHAT; i++) {
            consumer.handle(
                    new ResolveTracks("tg:" + i, REQUEST.chat(), REQUEST.requester(), REQUEST.query()), attempt(1));
        }
        assertThat(consumer.recent(REQUEST.chat().id())).hasSize(RecentResolutions.PER_CHAT);
        Resolution last = consumer.recent(REQUEST.chat().id()).getFirst().resolution();
        assertThat(last.steps()).extracting(Resolution.Step::outcome).containsExactly("source.unavailable", "found");
        assertThat(last.told()).startsWith("text resolved by stub in ").contains("stub source.unavailable ");
        List<ResolutionView> views =
                new ResolutionController(consumer).resolutions(REQUEST.chat().id());
        assertThat(views).hasSize(ResolutionsApi.MOST);
        assertThat(views.getFirst().asked()).isEqualTo(((TrackQuery.Text) REQUEST.query()).text());
        assertThat(views.getFirst().answeredBy()).isEqualTo("stub");
        assertThat(views.getFirst().steps())
                .extracting(ResolutionView.Step::outcome)
                .containsExactly("source.unavailable", "found");
        assertThat(new ResolutionController(consumer).resolutions(-200)).isEmpty();
        assertThat(consumer.recent(-200)).isEmpty();
    }

    @Test
    void ofALinkOnlyTheHostIsKeptToBeRead() throws Exception {
        ResolveConsumer consumer = consumer(resolver(Duration.ofSeconds(30), finds()));
        var link = new TrackQuery.Link("https://ann:secret@host.example/private?token=secret#secret");

        consumer.handle(new ResolveTracks("tg:1", REQUEST.chat(), REQUEST.requester(), link), attempt(1));

        assertThat(new ResolutionController(consumer)
                        .resolutions(REQUEST.chat().id())
                        .getFirst()
                        .asked())
                .isEqualTo("host.example");
    }

    @Test
    void anOutageThatTwoPeopleMeetOpensTheBreaker() {
        askTwentyTimes(resolver(Duration.ofSeconds(30), fails(FailureCode.SOURCE_UNAVAILABLE)), 2);
        assertThat(asked.get()).isLessThan(20);
    }

    @Test
    void onePersonsOutagesDoNotShutASourceForOthers() {
        askTwentyTimes(resolver(Duration.ofSeconds(30), fails(FailureCode.SOURCE_UNAVAILABLE)), 1);
        assertThat(asked.get()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING_FOUND", "TRACK_DAMAGED", "SOURCE_CERTIFICATE", "INTERNAL", "PEER_UNAVAILABLE"})
    void failuresOfInputsNeverOpenTheBreaker(FailureCode code) {
        askTwentyTimes(resolver(Duration.ofSeconds(30), fails(code)), 20);
        assertThat(asked.get()).isEqualTo(20);
    }

    private static void askTwentyTimes(TrackResolver resolver, int people) {
        for (int i = 0; i < 20; i++) {
            var query = new TrackQuery.Text("song " + i);
            long person = i % people;
            assertThatThrownBy(() -> resolver.resolve(query, -100, person).tracks())
                    .isInstanceOf(FailureException.class);
        }
    }

    private Failure failure() {
        assertThat(published).containsOnlyKeys("failed:tg:7");
        return ((PlayerEvent.RequestFailed) published.get("failed:tg:7")).failure();
    }
}
