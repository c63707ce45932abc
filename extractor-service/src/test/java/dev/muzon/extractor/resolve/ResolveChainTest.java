package dev.muzon.extractor.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.extractor.resolve.TestSources.Behaviour;
import dev.muzon.extractor.resolve.TestSources.Named;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.SourceLimit;
import dev.muzon.extractor.source.SourcesProperties;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.track.TrackQuery;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResolveChainTest {
    private static final TrackQuery QUERY = new TrackQuery.Text("nocturne");
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
}
