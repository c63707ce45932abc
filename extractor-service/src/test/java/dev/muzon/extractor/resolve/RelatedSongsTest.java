package dev.muzon.extractor.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.ExtractorProperties;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.catalog.ListedTracks;
import dev.muzon.extractor.catalog.MemoryListedTracks;
import dev.muzon.extractor.catalog.MemoryTrackCatalog;
import dev.muzon.extractor.catalog.TrackCatalog;
import dev.muzon.extractor.search.TrackSearch;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the choice of a song to go on with. */
class RelatedSongsTest {
    private static final ExtractorProperties SETTINGS =
            new ExtractorProperties(null, Duration.ofHours(3), Duration.ofSeconds(30));

    private final TrackCatalog catalog = new MemoryTrackCatalog();
    private final MemoryListedTracks listed = new MemoryListedTracks();
    private final Stub web = new Stub("web");
    private final Stub library = new Stub("library");
    private final List<String> asked = new ArrayList<>();

    static RelatedSongs related(TrackResolver resolver, SourceChain chain, TrackCatalog catalog, ListedTracks listed) {
        var failures = new FailureLog(FailureClassifier.of(List.of()), List.of());
        var search = new TrackSearch(chain, listed, SETTINGS, failures, TestClock.create(), new SimpleMeterRegistry());
        return new RelatedSongs(chain, resolver, search, catalog, listed, TestClock.create());
    }

    private RelatedSongs related() {
        SourceChain chain = TestSources.patient(List.of(library, web));
        var resolver = new TrackResolver(
                chain,
                TestSources.known(catalog, chain),
                listed,
                new FoundLinks(),
                SETTINGS,
                TestClock.create(),
                new SimpleMeterRegistry());
        return related(resolver, chain, catalog, listed);
    }

    private final class Stub implements TrackSource {
        private final String name;
        private List<FoundTrack> near = List.of();
        private List<FoundTrack> words = List.of();
        private List<FoundTrack> any = List.of();
        private final List<String> gone = new ArrayList<>();

        Stub(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
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
            throw new AssertionError("nothing is searched for to be played at once");
        }

        @Override
        public List<FoundTrack> list(String text, int limit) {
            asked.add(name + " words " + text);
            return words;
        }

        @Override
        public List<FoundTrack> related(Track after, String reference, int limit) {
            asked.add(name + " related " + reference);
            return near;
        }

        @Override
        public List<FoundTrack> any(long seed, int limit) {
            return any;
        }

        @Override
        public FoundTrack find(FoundTrack one) {
            if (gone.contains(one.key())) {
                throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "gone").asException();
            }
            return one;
        }

        @Override
        public MediaInput open(String reference) {
            throw new AssertionError("nothing is opened");
        }
    }

    private static FoundTrack song(String title, String artist) {
        MediaInfo media = FoundTrack.unprobed(Duration.ofMinutes(3));
        return new FoundTrack(title + artist, "music/" + title, title, artist, null, media);
    }

    private Track played(String source, FoundTrack song) {
        CatalogEntry entry = CatalogEntry.of(source, song, Instant.EPOCH);
        catalog.save(entry);
        return entry.track();
    }

    private Track found(Track after, Track... heard) throws Exception {
        return found(new TrackQuery.Related(after, List.of(heard), List.of()));
    }

    private Track found(TrackQuery.Related query) throws Exception {
        return related().find(query, -100).tracks().getFirst();
    }

    @Test
    void theSourceOfTheSongIsAskedFirstAndKnowsWhichSongItWas() throws Exception {
        web.near = List.of(song("Aubade", "Ensemble"));
        library.near = List.of(song("Evening Rain", "Ensemble"));

        Track next = found(played("web", song("Nocturne", "Ensemble")));

        assertThat(next.title()).isEqualTo("Aubade");
        assertThat(next.source()).isEqualTo("web");
        assertThat(asked).containsExactly("web related music/Nocturne");
    }

    @Test
    void aSongThatWasHeardInWhateverRecordingDoesNotCome() throws Exception {
        library.near = List.of(
                song("Nocturne (Live)", "Ensemble"), song("Evening Rain", "Ensemble"), song("Aubade", "Ensemble"));
        Track after = played("library", song("Nocturne", "Ensemble"));

        assertThat(found(after, played("web", song("Ensemble - Aubade (Official Video)", "EnsembleVEVO")))
                        .title())
                .isEqualTo("Evening Rain");
    }

    @Test
    void theSearchForTheArtistFollowsAndLeavesOthersOut() throws Exception {
        web.words = List.of(song("Something else", "Night Orchestra"), song("Aubade", "Muzon Ensemble"));

        Track next = found(played("telegram", song("Nocturne", "Muzon Ensemble")));

        assertThat(next.title()).isEqualTo("Aubade");
        assertThat(asked).contains("library related music/Nocturne", "web words Muzon Ensemble");
    }

    @Test
    void anySongOfTheLibraryIsTheLastResort() throws Exception {
        library.any = List.of(song("Morning", "Somebody"));

        assertThat(found(played("telegram", song("voice", null))).title()).isEqualTo("Morning");
    }

    @Test
    void aSongThatIsGoneIsFollowedByAnother() throws Exception {
        library.near = List.of(song("Aubade", "Ensemble"));
        library.gone.add("AubadeEnsemble");
        library.any = List.of(song("Morning", "Somebody"));

        assertThat(found(played("library", song("Nocturne", "Ensemble"))).title())
                .isEqualTo("Morning");
    }

    @Test
    void nothingRelatedIsAFailureOfTheKindThatFoundNothing() {
        Track after = played("library", song("Nocturne", "Ensemble"));
        library.any = List.of(song("Nocturne", "Ensemble"));

        assertThatThrownBy(() -> found(after))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.NOTHING_FOUND));
    }

    // A small folder was used up after one round, and autoplay ended.
    @Test
    void aSmallFolderWasUsedUpAfterOneRound() throws Exception {
        FoundTrack first = song("Nocturne", "Ensemble");
        FoundTrack second = song("Aubade", "Ensemble");
        FoundTrack third = song("Evening Rain", "Ensemble");
        library.near = List.of(first, second, third);
        Track nocturne = played("library", first);
        Track aubade = played("library", second);
        Track rain = played("library", third);

        assertThat(found(rain, nocturne, aubade, rain)).isEqualTo(nocturne);
        assertThat(found(nocturne, nocturne, aubade, rain, nocturne)).isEqualTo(aubade);
        assertThat(found(aubade, nocturne, rain, nocturne, aubade)).isEqualTo(rain);
        library.any = List.of(song("Morning", "Somebody"));
        assertThat(found(rain, nocturne, aubade, rain).title())
                .as("any that was not heard comes first")
                .isEqualTo("Morning");
    }

    @Test
    void aSongThatAPersonRemovedDoesNotComeEvenWhenThereIsNoOther() throws Exception {
        FoundTrack first = song("Nocturne", "Ensemble");
        FoundTrack second = song("Aubade", "Ensemble");
        library.near = List.of(second);
        Track after = played("library", first);
        Track unwanted = played("library", second);
        var query = new TrackQuery.Related(after, List.of(unwanted, after), List.of(unwanted));

        assertThatThrownBy(() -> found(query)).isInstanceOf(FailureException.class);

        library.near = List.of(second, song("Evening Rain", "Ensemble"));
        assertThat(found(query).title()).isEqualTo("Evening Rain");
    }

    @Test
    void theSameQuestionIsAnsweredAlike() throws Exception {
        library.near = List.of(song("A", "E"), song("B", "E"), song("C", "E"), song("D", "E"), song("F", "E"));
        Track after = played("library", song("Nocturne", "E"));

        assertThat(found(after)).isEqualTo(found(after));
    }
}
