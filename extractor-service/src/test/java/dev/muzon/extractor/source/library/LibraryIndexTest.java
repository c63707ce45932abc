package dev.muzon.extractor.source.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.ffmpeg.MediaInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryIndexTest {
    private final LibraryIndex index = new LibraryIndex(List.of(
            track("a/01.mp3", "Nocturne", "Muzon Ensemble"),
            track("a/02.mp3", "Морской бриз", "Muzon Ensemble"),
            track("a/03.mp3", "Nocturne in the Rain", "Night Orchestra"),
            track("b/01.mp3", "Группа крови", "Кино"),
            track("b/02.mp3", "Звезда по имени Солнце", "Кино"),
            track("b/03.mp3", "Щелкунчик: Вальс цветов", "Пётр Ильич Чайковский"),
            track("c/01.mp3", "Bohemian Rhapsody", "Queen"),
            track("c/02.mp3", "Café del Mar", "Energy 52"),
            track("c/03.mp3", "Für Elise", "Ludwig van Beethoven"),
            track("c/04.mp3", "Smells Like Teen Spirit", "Nirvana"),
            track("c/05.mp3", "Nightfall", "Ann Sofie"),
            track("c/06.mp3", "Yesterday", "The Beatles"),
            track("d/Daft Punk - Around the World.mp3", "Daft Punk - Around the World", null),
            track("d/x.mp3", "Ёлка", "Жуки")));

    private static LibraryTrack track(String path, String title, String artist) {
        MediaInfo media =
                new MediaInfo(Duration.ofMinutes(3), true, 1L, "mp3", "mp3", 128_000L, 44_100, 2, Map.of(), false, 51);
        return new LibraryTrack(path, title, artist, null, media, 1, 1);
    }

    @Test
    void songsOfTheArtistComeBeforeThoseOfTheFolderAndTheSongItselfDoesNot() {
        assertThat(index.related("muzon ensemble", "a/01.mp3"))
                .extracting(LibraryTrack::title)
                .containsExactly("Морской бриз", "Nocturne in the Rain");
        assertThat(index.related("Kino", "")).extracting(LibraryTrack::path).containsExactly("b/01.mp3", "b/02.mp3");
        assertThat(index.related(null, "d/x.mp3"))
                .extracting(LibraryTrack::path)
                .containsExactly("d/Daft Punk - Around the World.mp3");
        assertThat(index.related(null, "x.mp3")).isEmpty();
    }

    @Test
    void anySongsDependOnTheSeedOnlyAndComeOnce() {
        assertThat(index.any(5, 6))
                .isEqualTo(index.any(5, 6))
                .doesNotHaveDuplicates()
                .hasSize(6);
        assertThat(index.any(5, 6)).isNotEqualTo(index.any(6, 6));
        assertThat(new LibraryIndex(List.of()).any(5, 6)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nocturne, Nocturne",
        "NOCTURNE, Nocturne",
        "noctrune, Nocturne",
        "nokturn, Nocturne",
        "ноктюрн, Nocturne",
        "muzon ensemble nocturne, Nocturne",
        "nocturne muzon, Nocturne",
        "nocturne rain, Nocturne in the Rain",
        "морской бриз, Морской бриз",
        "МОРСКОЙ БРИЗ, Морской бриз",
        "бриз морской, Морской бриз",
        "марской брис, Морской бриз",
        "морскойбриз, Морской бриз",
        "morskoy briz, Морской бриз",
        "morskoi briz, Морской бриз",
        "morskoj briz, Морской бриз",
        "gruppa krovi, Группа крови",
        "кино группа крови, Группа крови",
        "kino zvezda, Звезда по имени Солнце",
        "zvezda po imeni solntse, Звезда по имени Солнце",
        "tchaikovsky, Щелкунчик: Вальс цветов",
        "chaykovskiy vals tsvetov, Щелкунчик: Вальс цветов",
        "щелкунчик, Щелкунчик: Вальс цветов",
        "shchelkunchik, Щелкунчик: Вальс цветов",
        "bohemian rapsody, Bohemian Rhapsody",
        "богемиан рапсоди, Bohemian Rhapsody",
        "queen, Bohemian Rhapsody",
        "куин, Bohemian Rhapsody",
        "cafe del mar, Café del Mar",
        "fur elise, Für Elise",
        "betoven elise, Für Elise",
        "nirvana, Smells Like Teen Spirit",
        "нирвана, Smells Like Teen Spirit",
        "smels like ten spirit, Smells Like Teen Spirit",
        "night fall, Nightfall",
        "yesterday beatles, Yesterday",
        "битлз, Yesterday",
        "around world daft, Daft Punk - Around the World",
        "елка, Ёлка",
        "elka, Ёлка",
        "zhuki, Ёлка",
    })
    void misspelledQueriesFindTheTrackThatWasMeant(String query, String title) throws Exception {
        assertThat(index.search(query, 3))
                .first()
                .extracting(LibraryTrack::title)
                .isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "!!!", "🎵", "metallica", "несуществующая песня", "zzzzzzzzzz", "a", "\u0000"})
    void unrelatedQueriesFindNothing(String query) throws Exception {
        assertThat(index.search(query, 3)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nocturne symphony, Nocturne",
        "bohmian rapsodi metallica, Bohemian Rhapsody",
        "звезда рок-н-ролла, Звезда по имени Солнце",
        "naktxrnx, Nocturne",
    })
    void wordsThatNothingFitsComeCloseToATitle(String query, String title) throws Exception {
        assertThat(index.search(query, 3)).isEmpty();
        assertThat(index.closest(query, 3)).extracting(LibraryTrack::title).contains(title);
    }

    // All songs of the demo were offered in place of "moon", because of the artist "Muzon Ensemble".
    @ParameterizedTest
    @ValueSource(strings = {"", "!!!", "metallica", "zzzzzzzzzz", "a", "\u0000", "moon"})
    void unrelatedWordsComeCloseToNothing(String query) throws Exception {
        assertThat(index.closest(query, 3)).isEmpty();
    }

    @Test
    void anEmptyLibraryFindsNothing() throws Exception {
        assertThat(new LibraryIndex(List.of()).search("nocturne", 3)).isEmpty();
    }

    @Test
    void onlyTheFirstTwelveWordsAreSearchedFor() throws Exception {
        assertThat(index.search("nocturne ".repeat(12) + "xylophone ".repeat(200), 1))
                .first()
                .extracting(LibraryTrack::title)
                .isEqualTo("Nocturne");
        assertThat(index.search("xylophone ".repeat(12) + "nocturne ".repeat(200), 1))
                .isEmpty();
    }

    @Test
    void aSearchThatNobodyWaitsForIsGivenUp() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> index.search("nocturne", 1)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
