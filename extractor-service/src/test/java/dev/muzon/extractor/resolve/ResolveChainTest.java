package dev.muzon.extractor.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.extractor.resolve.TestSources.Behaviour;
import dev.muzon.extractor.resolve.TestSources.Named;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.SongElsewhere;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.SourceLimit;
import dev.muzon.extractor.source.SourcesProperties;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResolveChainTest {
    private static final TrackQuery QUERY = new TrackQuery.Text("nocturne");
    private static final TrackQuery PAGE = new TrackQuery.Link("https://youtu.be/dQw4w9WgXcQ");
    private static final Duration LONG = TestSources.LONG;
    private static final Duration SOON = Duration.ofMillis(50);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private static Behaviour finds(String title) {
        return () -> List.of(TestSources.track(title));
    }

    private static Behaviour fails(FailureCode code) {
        return () -> {
            throw Failure.read(null, code.value(), "as told", null, null, null, null)
                    .asException();
        };
    }

    private List<FoundTrack> hang() throws InterruptedException {
        try {
            new CountDownLatch(1).await();
            return List.of();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    private SourcesProperties settings(Duration limit, Duration hedgeAfter, int atOnce) {
        return new SourcesProperties(List.of("c", "b"), List.of("off"), limit, List.of(), hedgeAfter, atOnce);
    }

    /** A chain that asks all its sources. */
    private record WholeChain(ResolveChain chain, List<TrackSource> sources) {
        ResolveChain.Asked ask(TrackQuery query, long person) throws InterruptedException {
            return chain.ask(query, person, sources);
        }
    }

    private WholeChain chain(SourcesProperties settings, TrackSource... sources) {
        return chain(settings, new SourceCalls(LONG, settings.atOnce(), meters), sources);
    }

    private WholeChain chain(SourcesProperties settings, SourceCalls calls, TrackSource... sources) {
        var all = new SourceChain(List.of(sources), settings);
        return new WholeChain(new ResolveChain(all, calls, LONG, meters), all.sources());
    }

    private static List<String> outcomes(ResolveChain.Asked asked) {
        return asked.steps().stream()
                .map(step -> step.source() + " " + step.outcome())
                .toList();
    }

    @Test
    void asksInTheOperatorsOrderAndTheRestByName() throws Exception {
        Behaviour nothing = fails(FailureCode.NOTHING_FOUND);
        var asked = chain(
                        settings(LONG, LONG, 8),
                        new Named("x", nothing),
                        new Named("a", nothing),
                        new Named("b", nothing),
                        new Named("off", nothing),
                        new Named("c", nothing))
                .ask(QUERY, 1);
        assertThat(asked.steps()).extracting(Resolution.Step::source).containsExactly("c", "b", "a", "x");
        assertThat(asked.winner()).isNull();
    }

    @Test
    void twoSilentSourcesAreJoinedByAThirdAndEndedWhenItFinds() throws Exception {
        var asked = chain(
                        settings(LONG, SOON, 8),
                        new Named("c", this::hang),
                        new Named("b", this::hang),
                        new Named("a", finds("Nocturne")))
                .ask(QUERY, 1);
        assertThat(outcomes(asked)).containsExactly("c overtaken", "b overtaken", "a found");
        await().until(() -> interrupted.getCount() == 0);
        assertThat(meters.get("muzon.resolve.hedged")
                        .tag("source", "b")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aSourceThatIgnoresItsInterruptionIsLeftAtItsLimit() throws Exception {
        var over = new AtomicBoolean();
        try {
            var asked = chain(settings(SOON, LONG, 8), new Named("c", () -> {
                        while (!over.get()) {
                            Thread.onSpinWait();
                        }
                        return List.of();
                    }))
                    .ask(QUERY, 1);
            assertThat(outcomes(asked)).containsExactly("c source.timeout");
        } finally {
            over.set(true);
        }
    }

    @Test
    void aSilentSourceIsFollowedByTheNextAtItsLimit() throws Exception {
        var settings = new SourcesProperties(
                List.of("c", "b"), List.of(), LONG, List.of(SourceLimit.valueOf("c=50ms")), LONG, 8);
        var asked = chain(settings, new Named("c", this::hang), new Named("b", finds("Nocturne")))
                .ask(QUERY, 1);
        assertThat(outcomes(asked)).containsExactly("c source.timeout", "b found");
    }

    @Test
    void timeoutsThatTwoPeopleMeetOpenTheBreaker() throws Exception {
        var calls = new AtomicInteger();
        WholeChain chain = chain(settings(SOON, LONG, 8), new Named("c", () -> {
            calls.incrementAndGet();
            return hang();
        }));
        for (int i = 0; i < 12; i++) {
            chain.ask(QUERY, i % 2);
        }
        assertThat(calls.get()).isLessThan(12);
    }

    @Test
    void aProxyThatIsAwayShutsNoSource() throws Exception {
        assertThat(askedTwelveTimes(FailureCode.PROXY_UNAVAILABLE, 2)).isEqualTo(12);
    }

    @Test
    void aBotCheckThatTwoPeopleMeetOpensTheBreaker() throws Exception {
        assertThat(askedTwelveTimes(FailureCode.WEB_BOT_CHECK, 2)).isLessThan(12);
        assertThat(askedTwelveTimes(FailureCode.WEB_BOT_CHECK, 1)).isEqualTo(12);
        assertThat(askedTwelveTimes(FailureCode.WEB_REMOVED, 2)).isEqualTo(12);
    }

    private int askedTwelveTimes(FailureCode code, int people) throws Exception {
        var calls = new AtomicInteger();
        Behaviour failing = fails(code);
        WholeChain chain = chain(settings(LONG, LONG, 8), new Named("c", () -> {
            calls.incrementAndGet();
            return failing.resolve();
        }));
        for (int i = 0; i < 12; i++) {
            chain.ask(QUERY, i % people);
        }
        return calls.get();
    }

    @Test
    void aSourceThatIsBusyWithOthersIsPassedOver() throws Exception {
        var go = new CountDownLatch(1);
        var busy = new CountDownLatch(1);
        var calls = new AtomicInteger();
        TrackSource slow = new Named("c", () -> {
            calls.incrementAndGet();
            busy.countDown();
            go.await();
            return List.of(TestSources.track("Slow"));
        });
        SourceCalls shared = new SourceCalls(LONG, 1, meters);
        WholeChain alone = chain(settings(LONG, SOON, 1), shared, slow);
        WholeChain both = chain(settings(LONG, SOON, 1), shared, slow, new Named("b", finds("Fast")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ResolveChain.Asked> first = threads.submit(() -> alone.ask(QUERY, 1));
            busy.await();
            assertThat(both.ask(QUERY, 2).found()).extracting(FoundTrack::title).containsExactly("Fast");
            go.countDown();
            assertThat(first.get().found()).extracting(FoundTrack::title).containsExactly("Slow");
        }
        assertThat(calls.get()).isEqualTo(1);
    }

    // One busy source of many hid what the others knew.
    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"SOURCE_UNAVAILABLE", "WEB_PRIVATE", "NOTHING_FOUND"})
    void aSourceThatIsBusyWithOthersHidesNoOtherReason(FailureCode other) throws Exception {
        var go = new CountDownLatch(1);
        var busy = new CountDownLatch(1);
        TrackSource slow = new Named("c", () -> {
            busy.countDown();
            go.await();
            return List.of(TestSources.track("Slow"));
        });
        SourceCalls shared = new SourceCalls(LONG, 1, meters);
        WholeChain alone = chain(settings(LONG, SOON, 1), shared, slow);
        WholeChain both = chain(settings(SOON, SOON, 1), shared, new Named("d", fails(other)), slow);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ResolveChain.Asked> first = threads.submit(() -> alone.ask(QUERY, 1));
            busy.await();
            ResolveChain.Asked asked = both.ask(QUERY, 2);
            boolean answered = other == FailureCode.NOTHING_FOUND;
            assertThat(code(asked)).isEqualTo(answered ? FailureCode.SOURCE_BUSY : other);
            assertThat(asked.silent()).as("gave no answer").contains(slow);
            go.countDown();
            first.get();
        }
    }

    // "Nothing found." hid how many songs were searched, because the channels of the chat were asked last.
    @Test
    void whatAnExtraSourceLacksHidWhatTheOthersTold() throws Exception {
        var asked = chain(
                        settings(LONG, LONG, 8),
                        new Named("c", fails(FailureCode.LIBRARY_EMPTY)),
                        extra("b", fails(FailureCode.NOTHING_FOUND)),
                        extra("a", fails(FailureCode.SOURCE_UNAVAILABLE)))
                .ask(QUERY, 1);
        assertThat(code(asked)).isEqualTo(FailureCode.LIBRARY_EMPTY);
    }

    @Test
    void whatAnExtraSourceLacksIsToldWhenNoOtherWasAsked() throws Exception {
        var asked = chain(settings(LONG, LONG, 8), extra("a", fails(FailureCode.SOURCE_UNAVAILABLE)))
                .ask(QUERY, 1);
        assertThat(code(asked)).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void whatStoodInTheWayIsToldRatherThanThatNothingWasFound() throws Exception {
        var asked = chain(
                        settings(LONG, LONG, 8),
                        new Named("c", fails(FailureCode.NOTHING_FOUND)),
                        new Named("b", fails(FailureCode.SOURCE_UNAVAILABLE)),
                        new Named("a", fails(FailureCode.LIBRARY_EMPTY)))
                .ask(QUERY, 1);
        assertThat(code(asked)).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
    }

    private static FailureCode code(ResolveChain.Asked asked) {
        return Objects.requireNonNull(asked.failure()).failure().code();
    }

    private static TrackSource extra(String name, Behaviour behaviour) {
        return new Named(name, behaviour, true);
    }

    /** A source that finds the song of any page, and keeps the names of those that it leaves out. */
    private record Elsewhere(Behaviour behaviour, List<Set<String>> leftOut) implements SongElsewhere {
        @Override
        public String name() {
            return "names";
        }

        @Override
        public SourceView view() {
            return new SourceView(name(), List.of(), null);
        }

        @Override
        public boolean answers(TrackQuery query) {
            return false;
        }

        @Override
        public List<FoundTrack> resolve(TrackQuery query) {
            throw new UnsupportedOperationException("answers nothing itself");
        }

        @Override
        public TrackSource elsewhere(Set<String> names) {
            leftOut.add(names);
            return new Pages(name(), behaviour);
        }

        @Override
        public MediaInput open(String reference) {
            throw new UnsupportedOperationException("nothing is played here");
        }
    }

    /** A source that answers links. */
    private record Pages(String name, Behaviour behaviour) implements TrackSource {
        @Override
        public SourceView view() {
            return new SourceView(name, List.of(SourceView.Kind.PAGES), null);
        }

        @Override
        public boolean answers(TrackQuery query) {
            return query instanceof TrackQuery.Link;
        }

        @Override
        public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
            return behaviour.resolve();
        }

        @Override
        public MediaInput open(String reference) {
            throw new UnsupportedOperationException("nothing is played here");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WEB_PRIVATE", "WEB_REMOVED", "WEB_COUNTRY", "WEB_AGE_RESTRICTED", "WEB_BOT_CHECK", "WEB_DRM"})
    void theSongOfARefusedPageIsLookedForElsewhere(FailureCode refusal) throws Exception {
        var leftOut = new ArrayList<Set<String>>();
        var asked = chain(
                        settings(LONG, LONG, 8),
                        new Elsewhere(finds("Nocturne"), leftOut),
                        new Pages("b", fails(refusal)),
                        new Pages("c", fails(FailureCode.SOURCE_UNAVAILABLE)))
                .ask(PAGE, 1);
        assertThat(asked.found()).extracting(FoundTrack::title).containsExactly("Nocturne");
        assertThat(outcomes(asked)).containsExactly("c source.unavailable", "b " + refusal.value(), "names found");
        assertThat(leftOut).containsExactly(refusal == FailureCode.WEB_BOT_CHECK ? Set.of("b") : Set.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"SOURCE_UNAVAILABLE", "NOT_AUDIO", "NOTHING_FOUND", "WEB_NOT_YET_LIVE"})
    void whatIsNoRefusalOfAPageIsNotLookedForElsewhere(FailureCode code) throws Exception {
        var leftOut = new ArrayList<Set<String>>();
        var asked = chain(
                        settings(LONG, LONG, 8), new Elsewhere(finds("Nocturne"), leftOut), new Pages("b", fails(code)))
                .ask(PAGE, 1);
        assertThat(asked.winner()).isNull();
        assertThat(leftOut).isEmpty();
    }

    @Test
    void theRefusalOfThePageIsToldWhenNothingElsewhereIsGoodEnough() throws Exception {
        var asked = chain(
                        settings(LONG, LONG, 8),
                        new Elsewhere(fails(FailureCode.WEB_LOGIN), new ArrayList<>()),
                        new Pages("b", fails(FailureCode.WEB_COUNTRY)))
                .ask(PAGE, 1);
        assertThat(asked.failure())
                .isNotNull()
                .satisfies(failure -> assertThat(failure.failure().code()).isEqualTo(FailureCode.WEB_COUNTRY));
        assertThat(outcomes(asked)).containsExactly("b web.country", "names web.login");
    }

    @Test
    void thePickOfARefusedPageIsLookedForElsewhere() throws Exception {
        var listed = new FoundTrack(
                "key", "page", "Nocturne", null, "https://youtu.be/dQw4w9WgXcQ", FoundTrack.unprobed(null));
        var chain = new ResolveChain(
                new SourceChain(List.of(new Elsewhere(finds("Nocturne"), new ArrayList<>())), settings(LONG, LONG, 8)),
                new SourceCalls(LONG, 8, meters),
                LONG,
                meters);
        var asked = chain.ask(new TrackQuery.Listed("id"), 1, List.of(new ListedSource(new Refusing(), listed)));
        assertThat(outcomes(asked)).containsExactly("b web.removed", "names found");
    }

    /** A source whose listed pages were all taken down. */
    private static final class Refusing implements TrackSource {
        @Override
        public String name() {
            return "b";
        }

        @Override
        public SourceView view() {
            return new SourceView(name(), List.of(), null);
        }

        @Override
        public boolean answers(TrackQuery query) {
            return false;
        }

        @Override
        public List<FoundTrack> resolve(TrackQuery query) {
            throw new UnsupportedOperationException("only its list is asked");
        }

        @Override
        public FoundTrack find(FoundTrack listed) {
            throw Failure.of(FailureCode.WEB_REMOVED, "as told").asException();
        }

        @Override
        public MediaInput open(String reference) {
            throw new UnsupportedOperationException("nothing is played here");
        }
    }

    @Test
    void theSearchElsewhereEndsWithTheTimeOfAll() throws Exception {
        var settings = settings(LONG, LONG, 8);
        var all = new SourceChain(
                List.of(new Elsewhere(this::hang, new ArrayList<>()), new Pages("b", fails(FailureCode.WEB_REMOVED))),
                settings);
        var chain = new ResolveChain(all, new SourceCalls(LONG, 8, meters), Duration.ofMillis(300), meters);
        var asked = chain.ask(PAGE, 1, all.sources());
        assertThat(outcomes(asked)).containsExactly("b web.removed", "names source.timeout");
        assertThat(asked.winner()).isNull();
    }
}
