package dev.muzon.gateway.music.playable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.rest.SourceView.Kind;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.contract.SourcesApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.testkit.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlayableNoteTest {
    private static final SourceView LINKS = new SourceView("direct", List.of(Kind.LINKS), null);
    private static final SourceView FILES = new SourceView("telegram", List.of(Kind.FILES), null);

    private final TestClock clock = TestClock.create();
    private List<SourceView> sources = List.of();
    private boolean away;
    private int questions;

    private final Sources asked = new Sources(new ExtractorService(), new MonotonicClock(clock, clock::nanos));
    private final PlayableNote note =
            new PlayableNote(asked, TestTexts.all(), new FailureLog(FailureClassifier.of(List.of()), List.of()));

    @Test
    void tellsHowMuchMusicThereIsToSearchInAndWhatElsePlays() {
        sources = List.of(library(312), LINKS, FILES);
        assertThat(note.html(Language.ENGLISH))
                .isEqualTo(
                        "🔎 I search in my own music (312 songs). Direct links to an audio file or a radio station play."
                                + " Songs, voice messages and videos sent to the group play: answer one with /play."
                                + " Pages of YouTube and similar sites don't play.");
        assertThat(note.html(TestTexts.RUSSIAN))
                .isEqualTo("🔎 Ищу в своей музыке (312 песен). Включаю прямые ссылки на аудиофайл или радио."
                        + " Включаю песни, голосовые и видео, отправленные в группу: ответьте на них командой /play."
                        + " Страницы YouTube и подобных сайтов не открываю.");
    }

    @Test
    void tellsThatPagesPlayWithoutForgettingHowMuchMusicIsHere() {
        var web = new SourceView("web", List.of(Kind.WORDS, Kind.PAGES, Kind.OTHER), null);
        sources = List.of(library(312), LINKS, FILES, web);
        assertThat(note.html(Language.ENGLISH))
                .startsWith("🔎 I search in my own music (312 songs).")
                .endsWith(" Pages of YouTube and many other sites play, and what I don't have I look for on YouTube.");
    }

    @Test
    void tellsThatMusicServicesAndRadioStationsAreFound() {
        var services = new SourceView("metadata", List.of(Kind.SERVICES), null);
        var radio = new SourceView("radio", List.of(Kind.STATIONS), null);
        sources = List.of(library(312), services, radio);
        assertThat(note.html(Language.ENGLISH))
                .endsWith(" Links of Spotify, Apple Music, Deezer, Tidal and others play too: I look for the same song"
                        + " elsewhere. <code>/radio jazz</code> finds a radio station.");
        assertThat(note.html(TestTexts.RUSSIAN))
                .endsWith("ту же песню ищу в другом месте. <code>/radio джаз</code> находит радиостанцию.");
    }

    @Test
    void whatNoSourceCanDoIsNotOffered() {
        sources = List.of(library(312), LINKS);
        assertThat(asked.offer(Kind.STATIONS)).isFalse();
        assertThat(asked.offer(Kind.LINKS)).isTrue();
    }

    @Test
    void whileTheExtractorIsAwayEverythingIsOffered() {
        away = true;
        assertThat(asked.offer(Kind.STATIONS)).isTrue();
    }

    @Test
    void tellsThatThereIsNothingToSearchIn() {
        sources = List.of(library(0), FILES);
        assertThat(note.html(Language.ENGLISH))
                .startsWith("🔎 I have no music of my own to search in. Songs, voice messages");
        assertThat(note.html(TestTexts.RUSSIAN)).startsWith("🔎 Своей музыки для поиска у меня нет. Включаю песни");
    }

    @Test
    void promisesNoNumberWhileTheLibraryIsBeingRead() {
        sources = List.of(library(null), LINKS, FILES);
        assertThat(note.html(Language.ENGLISH)).startsWith("🔎 I search in my own music. Direct");
        assertThat(note.html(TestTexts.RUSSIAN)).startsWith("🔎 Ищу в своей музыке. Включаю");

        sources = List.of(library(7), LINKS, FILES);
        clock.advance(Duration.ofSeconds(2));
        assertThat(note.html(Language.ENGLISH)).startsWith("🔎 I search in my own music (7 songs).");
    }

    @Test
    void saysThatTheSearchIsAwayAndAsksAgainTheNextTime() {
        away = true;
        assertThat(note.html(Language.ENGLISH)).startsWith("🔎 My search does not answer right now.");
        assertThat(note.html(TestTexts.RUSSIAN)).startsWith("🔎 Поиск сейчас не отвечает.");

        away = false;
        sources = List.of(library(1));
        assertThat(note.html(Language.ENGLISH)).startsWith("🔎 I search in my own music (1 song).");
    }

    // With music servers every /help asked once for each of its questions.
    @Test
    void aSourceThatNeverHasANumberWasAskedForAgainAndAgain() {
        sources = List.of(new SourceView("servers", List.of(Kind.WORDS), null));
        note.html(Language.ENGLISH);
        asked.offer(Kind.STATIONS);
        asked.offer(Kind.LYRICS);
        assertThat(questions).isEqualTo(1);
    }

    @Test
    void asksOnceInHalfAMinute() {
        sources = List.of(library(1));
        note.html(Language.ENGLISH);
        sources = List.of(library(2));
        clock.advance(Duration.ofSeconds(29));
        assertThat(note.html(Language.ENGLISH)).contains("(1 song)");
        assertThat(questions).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(note.html(Language.ENGLISH)).contains("(2 songs)");
    }

    private static SourceView library(@Nullable Integer songs) {
        return new SourceView("library", List.of(Kind.WORDS), songs);
    }

    @Test
    void whatAnAbsentServiceSaidLastDecidesWhatIsOffered() {
        sources = List.of(LINKS);
        assertThat(asked.offer(Kind.STATIONS)).isFalse();
        away = true;
        clock.advance(Duration.ofMinutes(1));
        assertThat(asked.offer(Kind.STATIONS)).isFalse();
        assertThat(asked.offer(Kind.LINKS)).isTrue();
    }

    /** extractor-service with the sources of the test. */
    private final class ExtractorService implements Peers {
        @Override
        public <T> T of(Peer peer, Class<T> contract, Duration patience) {
            SourcesApi api = () -> {
                questions++;
                if (away) {
                    throw Failure.of(FailureCode.PEER_UNAVAILABLE, "restarting").asException();
                }
                return sources;
            };
            return contract.cast(api);
        }

        @Override
        public <T> T at(URI address, Class<T> contract, Duration patience) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T streaming(Peer peer, Class<T> contract) {
            throw new UnsupportedOperationException();
        }
    }
}
