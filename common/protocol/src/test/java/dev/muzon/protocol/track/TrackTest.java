package dev.muzon.protocol.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackTest {
    private static Track track(String title, String artist, String link) {
        return new Track("id", "direct", title, artist, null, link);
    }

    @Test
    void titlesAndArtistsOfAnyLengthAreCutTo200CodePoints() {
        Track track = track("🎸".repeat(900_000), "é".repeat(900_000), null);

        assertThat(track.title().codePointCount(0, track.title().length())).isEqualTo(200);
        assertThat(track.title()).isEqualTo("🎸".repeat(200));
        assertThat(track.artist()).hasSize(200);
    }

    @ParameterizedTest
    @CsvSource({"PT-5S, PT0S", "PT1M, PT1M", "PT9000000000H, PT8784H"})
    void aLengthOutOfItsBoundsIsCorrected(Duration stored, Duration length) {
        assertThat(track("a", null, null).withDuration(stored).duration()).isEqualTo(length);
    }

    @Test
    void controlsAndWhatTurnsTheDirectionOfTextAreRemoved() {
        assertThat(track("a\u202Egnp.3pm\u2066\u200F\u061C\uFEFF", null, null).title())
                .isEqualTo("agnp.3pm");
        assertThat(track("\u0007Night\r\n\u0000\tTrain\u2028 \u0085 II ", "\n", null))
                .isEqualTo(track("Night Train II", null, null));
    }

    @Test
    void lettersOfEveryScriptAndJoinedEmojiStay() {
        for (String title : new String[] {"Ёлка – «Песня»", "ليلى", "नमस्ते", "👩‍🎤 café", "夜に駆ける"}) {
            assertThat(track(title, null, null).title()).isEqualTo(title);
        }
    }

    @Test
    void combiningMarksBeyondFourAreRemoved() {
        assertThat(track("Z" + "\u0351".repeat(60) + "algo", null, null).title())
                .isEqualTo("Z" + "\u0351".repeat(4) + "algo");
    }

    @Test
    void halfOfASurrogatePairIsRemoved() {
        assertThat(track("a\uD83Cb", null, null).title()).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u0000", "\u202E\u2066"})
    void aTitleWithNothingReadableBecomesANoteSymbol(String title) {
        assertThat(track(title, title, null)).isEqualTo(track("♪", null, null));
    }

    @Test
    void aLinkTooLongToBeShownIsLeftOut() {
        String link = "https://host/" + "a".repeat(1987);

        assertThat(track("t", null, link).link()).isEqualTo(link);
        assertThat(track("t", null, link + "a").link()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "mono.wav, mono",
        "🎸🔥 мой трек №1.mp3, 🎸🔥 мой трек №1",
        "SONG.MP3, SONG",
        "archive.tar.flac, archive.tar",
        "Концерт.MOV, Концерт",
        "Opus No. 9, Opus No. 9",
        ".mp3, .mp3",
        "notes.txt, notes.txt",
    })
    void theEndingOfASoundFileOrAFilmIsCutOffItsName(String name, String title) {
        assertThat(AudioFileName.withoutEnding(name)).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({"a.flac, true", "A.OPUS, true", "a.txt, false", "mp3, false", "'', false"})
    void aSoundFileIsKnownByItsName(String name, boolean sound) {
        assertThat(AudioFileName.matches(name)).isEqualTo(sound);
    }
}
