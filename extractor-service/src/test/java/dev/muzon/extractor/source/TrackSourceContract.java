package dev.muzon.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every source. */
public abstract class TrackSourceContract {
    protected static final Ffmpeg FFMPEG = Ffmpeg.locate();

    private static final List<TrackQuery> KINDS = List.of(
            new TrackQuery.Text("x"),
            new TrackQuery.Station("x"),
            new TrackQuery.Link("http://music.example/"),
            new TrackQuery.TelegramFile("f", "u", null, null, null, null, null));

    protected abstract TrackSource source();

    /** Returns a query for which the source has a three second track. */
    protected abstract TrackQuery present();

    /** Returns a query of the right kind that leads to nothing. */
    protected abstract TrackQuery absent();

    @Test
    void aSourceAnswersOnlyItsOwnKindOfQuery() {
        assertThat(source().answers(present())).isTrue();
        assertThat(KINDS.stream()
                        .filter(query -> !query.getClass().equals(present().getClass()))
                        .filter(source()::answers))
                .isEmpty();
    }

    @Test
    void aQueryFindsTheSameTrackEachTime() throws Exception {
        FoundTrack first = source().resolve(present()).getFirst();
        FoundTrack second = source().resolve(present()).getFirst();
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(first.title()).isNotBlank();
        assertThat(first.media().duration()).isBetween(Duration.ofMillis(2900), Duration.ofMillis(3100));
    }

    @Test
    void aFoundTrackCanBeOpened() throws Exception {
        FoundTrack track = source().resolve(present()).getFirst();
        try (MediaInput input = source().open(track.reference())) {
            MediaInfo media = new Ffprobe(FFMPEG).probe(input.options(), input.location(), Duration.ofSeconds(20));
            assertThat(media.duration()).isEqualTo(track.media().duration());
            assertThat(input.failure()).isNull();
        }
    }

    @Test
    void wordsListTheTrackThatTheyFindAndItIsFoundAgain() throws Exception {
        if (!(present() instanceof TrackQuery.Text(String words))) {
            assertThat(source().list("x", 5)).isEmpty();
            return;
        }
        List<FoundTrack> listed = source().list(words, 5);
        FoundTrack found = source().resolve(present()).getFirst();
        assertThat(listed).hasSizeBetween(1, 5).first().satisfies(first -> {
            assertThat(first.key()).isEqualTo(found.key());
            assertThat(first.title()).isEqualTo(found.title());
            assertThat(first.media().duration() != null).isEqualTo(tellsLengths());
        });
        FoundTrack stored = new FoundTrack(
                        listed.getFirst().key(),
                        listed.getFirst().reference(),
                        listed.getFirst().title(),
                        listed.getFirst().artist(),
                        listed.getFirst().link(),
                        FoundTrack.unprobed(null))
                .showing(listed.getFirst().cover());
        assertThat(source().find(stored)).isEqualTo(found);
        assertThat(source().list(((TrackQuery.Text) present()).text(), 1)).hasSize(1);
    }

    /** Returns whether it knows how long a listed track is. */
    protected boolean tellsLengths() {
        return true;
    }

    @Test
    void wordsThatFindNothingListNothing() throws Exception {
        assertThat(source().list(absent() instanceof TrackQuery.Text(String words) ? words : "x", 5))
                .isEmpty();
    }

    @Test
    void aListedTrackThatIsGoneIsAFailure() {
        var gone = new FoundTrack("gone", "gone", "Gone", null, null, FoundTrack.unprobed(null));
        assertThatThrownBy(() -> source().find(gone)).isInstanceOf(FailureException.class);
    }

    @Test
    void aQueryThatFindsNothingSaysWhy() {
        assertThatThrownBy(() -> source().resolve(absent()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Failure.UserError.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gone", "/etc/passwd", "../../../../../../etc/passwd", "file:///etc/passwd", ". ."})
    void aReferenceThatLeadsNowhereIsAFailure(String reference) {
        assertThatThrownBy(() -> source().open(reference)).isInstanceOf(FailureException.class);
    }

    @Test
    void aSourceSaysWhatItCanBeAskedFor() {
        assertThat(source().view().name()).isEqualTo(source().name());
        assertThat(SourcesProperties.NAMES).contains(source().name());
        assertThat(source().view().kinds()).contains(kind());
    }

    /** Returns what its view has to name. */
    protected SourceView.Kind kind() {
        return switch (present()) {
            case TrackQuery.Text _ -> SourceView.Kind.WORDS;
            case TrackQuery.Post _, TrackQuery.Listed _, TrackQuery.Related _ ->
                throw new AssertionError("nobody lists without having been asked");
            case TrackQuery.Link _ -> SourceView.Kind.LINKS;
            case TrackQuery.Station _ -> SourceView.Kind.STATIONS;
            case TrackQuery.TelegramFile _, TrackQuery.TelegramFiles _ -> SourceView.Kind.FILES;
        };
    }

    @Test
    void everyQueryBlamesSomeOriginForOutages() {
        assertThat(source().blames(present())).isNotBlank();
    }
}
