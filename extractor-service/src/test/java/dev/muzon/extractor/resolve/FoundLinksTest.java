package dev.muzon.extractor.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.ExtractorProperties;
import dev.muzon.extractor.catalog.MemoryListedTracks;
import dev.muzon.extractor.catalog.MemoryTrackCatalog;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FoundLinksTest {
    private static final TrackQuery LINK = new TrackQuery.Link("https://music.example/song.mp3");

    private final TestClock clock = TestClock.create();
    private final AtomicInteger fetches = new AtomicInteger();

    /** A source of which a chat may have its own. */
    private record Web(AtomicInteger fetches, boolean isForEverybody, boolean perChat, boolean broken, long chat)
            implements TrackSource {
        @Override
        public String name() {
            return "direct";
        }

        @Override
        public SourceView view() {
            return new SourceView(name(), List.of(SourceView.Kind.LINKS), null);
        }

        @Override
        public TrackSource in(long chat) {
            return perChat ? new Web(fetches, isForEverybody, true, broken, chat) : this;
        }

        @Override
        public boolean answers(TrackQuery query) {
            return true;
        }

        @Override
        public List<FoundTrack> resolve(TrackQuery query) {
            fetches.incrementAndGet();
            if (broken) {
                throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, "down").asException();
            }
            return List.of(TestSources.track("Song"));
        }

        @Override
        public MediaInput open(String reference) {
            throw new UnsupportedOperationException("nothing is played here");
        }
    }

    private TrackResolver resolver(boolean isForEverybody, boolean perChat, boolean broken) {
        SourceChain chain = TestSources.patient(List.of(new Web(fetches, isForEverybody, perChat, broken, 0)));
        return new TrackResolver(
                chain,
                TestSources.known(new MemoryTrackCatalog(), chain),
                new MemoryListedTracks(),
                new FoundLinks(clock::nanos),
                new ExtractorProperties(null, Duration.ofHours(3), Duration.ofSeconds(30)),
                clock,
                new SimpleMeterRegistry());
    }

    private static List<Track> ask(TrackResolver resolver, TrackQuery query, long chat) throws InterruptedException {
        return resolver.resolve(query, chat, chat).tracks();
    }

    @Test
    void aLinkThatAHundredPeopleSendIsFetchedOnce() throws Exception {
        TrackResolver resolver = resolver(true, false, false);
        List<Track> first = ask(resolver, LINK, 1);
        for (int chat = 2; chat <= 100; chat++) {
            assertThat(ask(resolver, LINK, chat)).isEqualTo(first);
        }
        assertThat(fetches.get()).isEqualTo(1);
        assertThat(resolver.resolve(LINK, 1, 1).told()).isEqualTo("link resolved by direct in 0 ms (no source asked)");
    }

    @Test
    void aLinkIsFetchedAgainAfterSomeSeconds() throws Exception {
        TrackResolver resolver = resolver(true, false, false);
        ask(resolver, LINK, 1);
        clock.advance(FoundLinks.KEPT);
        ask(resolver, LINK, 1);
        assertThat(fetches.get()).isEqualTo(2);
    }

    @Test
    void anotherLinkIsFetchedItself() throws Exception {
        TrackResolver resolver = resolver(true, false, false);
        ask(resolver, LINK, 1);
        ask(resolver, new TrackQuery.Link("https://music.example/song.mp3?another"), 1);
        assertThat(fetches.get()).isEqualTo(2);
    }

    @Test
    void aLinkThatFailedIsTriedAgainForTheNextPerson() {
        TrackResolver resolver = resolver(true, false, true);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> ask(resolver, LINK, 1)).isInstanceOf(FailureException.class);
        }
        assertThat(fetches.get()).isEqualTo(2);
    }

    @Test
    void whatMayNotLeaveItsChatIsAskedForEachTime() throws Exception {
        TrackResolver resolver = resolver(false, false, false);
        ask(resolver, LINK, 1);
        ask(resolver, LINK, 1);
        assertThat(fetches.get()).isEqualTo(2);
    }

    @Test
    void chatsThatHearDifferentSourcesShareNothing() throws Exception {
        TrackResolver resolver = resolver(true, true, false);
        ask(resolver, LINK, 1);
        ask(resolver, LINK, 2);
        ask(resolver, LINK, 1);
        assertThat(fetches.get()).isEqualTo(2);
    }

    @Test
    void aFileOfAMessageIsNeverRemembered() throws Exception {
        TrackResolver resolver = resolver(true, false, false);
        var file = new TrackQuery.TelegramFile("message", "file", "Song", null, null, null, null);
        ask(resolver, file, 1);
        ask(resolver, file, 2);
        assertThat(fetches.get()).isEqualTo(2);
    }

    // Two people who sent youtu.be/x and watch?v=x had the page read twice.
    @Test
    void theManyLinksOfOneVideoWereFetchedOneByOne() throws Exception {
        TrackResolver resolver = resolver(true, false, false);
        List<Track> first = ask(resolver, new TrackQuery.Link("https://youtu.be/dQw4w9WgXcQ?si=abc"), 1);

        assertThat(ask(resolver, new TrackQuery.Link("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=9"), 2))
                .isEqualTo(first);
        assertThat(fetches.get()).isEqualTo(1);
    }
}
