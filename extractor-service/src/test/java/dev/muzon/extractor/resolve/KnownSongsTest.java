package dev.muzon.extractor.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.ExtractorProperties;
import dev.muzon.extractor.cache.KeptSound;
import dev.muzon.extractor.catalog.CatalogEntry;
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
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of songs whose sound is here, and whose site refuses them now. */
class KnownSongsTest {
    private static final String PAGE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ";
    private static final TrackQuery LINK = new TrackQuery.Link("https://youtu.be/dQw4w9WgXcQ?si=abc");

    private final TestClock clock = TestClock.create();
    private final MemoryTrackCatalog catalog = new MemoryTrackCatalog();
    private final AtomicInteger asked = new AtomicInteger();
    private FailureCode refusal = FailureCode.WEB_REMOVED;
    private KeptSound.State state = KeptSound.State.FRESH;
    private boolean isForEverybody = true;

    /** A source that refuses everything. */
    private final class Web implements TrackSource {
        @Override
        public String name() {
            return "web";
        }

        @Override
        public SourceView view() {
            return new SourceView(name(), List.of(SourceView.Kind.PAGES), null);
        }

        @Override
        public boolean isForEverybody() {
            return isForEverybody;
        }

        @Override
        public boolean answers(TrackQuery query) {
            return query instanceof TrackQuery.Link;
        }

        @Override
        public List<FoundTrack> resolve(TrackQuery query) {
            asked.incrementAndGet();
            throw Failure.of(refusal, "as told").asException();
        }

        @Override
        public MediaInput open(String reference) {
            throw new UnsupportedOperationException("nothing is played here");
        }
    }

    private CatalogEntry known(String key) {
        var track = new FoundTrack(key, PAGE, "Nocturne", null, PAGE, FoundTrack.unprobed(Duration.ofSeconds(61)));
        CatalogEntry entry = CatalogEntry.of("web", track, clock.instant());
        catalog.save(entry);
        return entry;
    }

    private Resolution resolve(TrackQuery query) throws InterruptedException {
        SourceChain chain = TestSources.patient(List.of(new Web()));
        var resolver = new TrackResolver(
                chain,
                new KnownSongs(catalog, (_, _) -> state, chain),
                new MemoryListedTracks(),
                new FoundLinks(),
                new ExtractorProperties(null, Duration.ofHours(3), Duration.ofSeconds(30)),
                clock,
                new SimpleMeterRegistry());
        return resolver.resolve(query, 1, 1);
    }

    private void isRefused(TrackQuery query) {
        assertThatThrownBy(() -> resolve(query).tracks())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(refusal));
        assertThat(asked).hasPositiveValue();
    }

    // A song on disk was refused when its site blocked us.
    @Test
    void aSongOnDiskDidNotPlayWhenItsSiteRefusedUs() throws Exception {
        CatalogEntry song = known("one");

        assertThat(resolve(LINK).tracks()).containsExactly(song.track());
        assertThat(resolve(new TrackQuery.Listed(song.id())).tracks()).containsExactly(song.track());
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"SOURCE_UNAVAILABLE", "SOURCE_TIMEOUT", "WEB_BOT_CHECK"})
    void anOldSongPlaysWhenItsServerCannotBeAsked(FailureCode code) throws Exception {
        CatalogEntry song = known("one");
        state = KeptSound.State.OLD;
        refusal = code;

        assertThat(resolve(LINK).tracks()).containsExactly(song.track());
        assertThat(asked).hasValue(1);
    }

    @Test
    void anOldSongThatWasTakenDownIsRefused() {
        known("one");
        state = KeptSound.State.OLD;

        isRefused(LINK);
    }

    @Test
    void aSongWhoseSoundIsNotHereIsAskedFor() {
        known("one");
        state = KeptSound.State.MISSING;

        isRefused(LINK);
    }

    @Test
    void aListIsNotTakenForOneOfItsSongs() {
        known("one");
        known("two");

        isRefused(LINK);
    }

    @Test
    void whatMayNotLeaveItsChatIsAskedFor() {
        known("one");
        isForEverybody = false;

        isRefused(LINK);
    }

    @Test
    void aClosestMatchIsLookedForAgain() {
        FoundTrack match = new FoundTrack(
                "one", PAGE, "Nocturne", null, PAGE, FoundTrack.unprobed(Duration.ofSeconds(61)), null, true);
        catalog.save(CatalogEntry.of("web", match, clock.instant()));

        isRefused(LINK);
    }
}
