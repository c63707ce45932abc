package dev.muzon.extractor.source.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FakeServices;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.CoverLink;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of sites that are searched for words. Golden files have the shapes of the real ones. */
@Timeout(120)
abstract class SiteContract extends TrackSourceContract {
    static final String UNHEARD_OF = "words of no song";

    @TempDir
    Path folder;

    FakeServices services;
    ServicePages pages;
    Door door;
    private Documents documents;
    private SiteSource source;

    @BeforeEach
    void start() throws Exception {
        Path song = new TestTones(FFMPEG, folder).tone("one", Format.MP3, 440, Duration.ofSeconds(3));
        services = new FakeServices();
        services.web().song(Files.readAllBytes(song));
        documents = services.documents();
        pages = new ServicePages(
                documents, services::origin, Duration.ofSeconds(20), new MonotonicClock(TestClock.create()));
        door = new Door(services.guard(), services.trust(), FakeServices.LIMITS);
        source = open();
    }

    @AfterEach
    void stop() throws IOException {
        documents.close();
        door.close();
        services.close();
    }

    /** Makes the source, and the site that knows one nocturne. */
    abstract SiteSource open() throws Exception;

    /** Returns the path that words are asked at. */
    abstract String searchPath();

    @Override
    protected TrackSource source() {
        return source;
    }

    @Override
    protected TrackQuery present() {
        return new TrackQuery.Text("ensemble nocturne");
    }

    @Override
    protected TrackQuery absent() {
        return new TrackQuery.Text(UNHEARD_OF);
    }

    FailureCode failure(String words) {
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> source.list(words, 5));
        assertThat(thrown).isNotNull();
        return thrown.failure().code();
    }

    @Test
    void onlySongsThatPlayAreListed() throws Exception {
        assertThat(source.list("nocturne", 5)).singleElement().satisfies(track -> {
            assertThat(track.title()).isEqualTo("Nocturne");
            assertThat(track.artist()).isEqualTo(artist());
            assertThat(track.link()).startsWith("https://");
            assertThat(CoverLink.of(track.cover())).isEqualTo(cover());
        });
        assertThat(source.resolve(present()).getFirst().cover()).isEqualTo(cover());
    }

    /** Returns the link to the nocturne's picture. */
    abstract String cover();

    /** Returns who plays the nocturne. */
    String artist() {
        return "Ensemble";
    }

    /** Returns whether it offers songs that lack a word. */
    boolean guesses() {
        return true;
    }

    @Test
    void aSongThatHasNotAllTheWordsIsOnlyTheClosest() throws Exception {
        assertThat(source.resolve(present()).getFirst().closest()).isFalse();
        if (!guesses()) {
            assertThatThrownBy(() -> source.resolve(new TrackQuery.Text("nocturne of somebody else")))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(FailureCode.NOTHING_FOUND));
            return;
        }
        assertThat(source.resolve(new TrackQuery.Text("nocturne of somebody else"))
                        .getFirst()
                        .closest())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | application/json | no            | source.unavailable
            429 | application/json | no            | source.unavailable
            403 | text/html        | no            | web.bot-check
            451 | text/html        | no            | web.country
            200 | text/html        | <html></html> | web.changed
            200 | application/json | {"            | web.changed
            """)
    void aSiteThatRefusesOrChangedIsNamedAsThat(int status, String type, String body, String code) {
        services.serve(searchPath(), exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            TestWeb.answer(exchange, status, body);
        });
        assertThat(failure("nocturne").value()).isEqualTo(code);
    }

    @Test
    void aSiteThatWantsNoMoreQuestionsIsLeftAlone() {
        services.status(searchPath(), 429, Map.of("Retry-After", "60"));
        failure("nocturne");
        int asked = services.asked().size();
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> source.list("waltz", 5));
        assertThat(thrown.failure()).isInstanceOf(Failure.Transient.class);
        assertThat(services.asked()).hasSize(asked);
    }

    @Test
    void hostileWordsAreOneValueOfTheQuestion() throws Exception {
        source.list("nocturne\" OR mediatype:(*) &limit=9999&client_id=x \\", 5);
        assertThat(services.asked())
                .noneMatch(request -> request.contains("&limit=9999") || request.contains("&client_id=x"));
    }

    @Test
    void aSiteOnlyAddsToTheOthersAndIsAskedByWords() {
        assertThat(source.isExtra()).isTrue();
        assertThat(source.view().kinds()).contains(SourceView.Kind.WORDS);
    }

    /** A reader of pages that knows one page. */
    record Reader(String page, Door door, HttpLink song) implements TrackSource {
        @Override
        public String name() {
            return "web";
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
            throw new IllegalArgumentException("asked for " + query);
        }

        @Override
        public FoundTrack find(FoundTrack listed) throws InterruptedException {
            known(listed.reference());
            return new FoundTrack(
                    "Site:1",
                    page,
                    "A title of the page",
                    null,
                    page,
                    DoorInput.probe(door, song, new Ffprobe(FFMPEG), Duration.ofSeconds(20)));
        }

        @Override
        public MediaInput open(String reference) {
            known(reference);
            return DoorInput.open(door, song, Duration.ofSeconds(20));
        }

        private void known(String reference) {
            if (!reference.equals(page)) {
                throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "no such page").asException();
            }
        }
    }
}
