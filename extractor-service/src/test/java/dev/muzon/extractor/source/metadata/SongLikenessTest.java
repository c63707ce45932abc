package dev.muzon.extractor.source.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Songs as services describe them, and what a search for them brings. */
class SongLikenessTest {
    private static double likeness(
            String artists,
            String title,
            int seconds,
            String foundTitle,
            String channel,
            int foundSeconds,
            long plays) {
        var song = new SoughtSong("k", title, Arrays.asList(artists.split(";", -1)), null, (double) seconds, null);
        var hit = FakeSongs.hit(foundTitle, channel, Duration.ofSeconds(foundSeconds), plays, "h");
        return SongLikeness.of(song, hit, false);
    }

    @ParameterizedTest
    @CsvSource({"QZES72000001, 209, 1", "qzes72000001, 200, 1", "QZES72000001, 211, 0", "QZES72000002, 200, 0"})
    void oneNumberOfARecordingIsOneRecordingWhateverItIsCalled(String isrc, int seconds, int same) {
        var song = new SoughtSong("k", "Blinding Lights", List.of("The Weeknd"), "QZES72000001", 200.0, null);
        var media = FoundTrack.unprobed(Duration.ofSeconds(seconds), isrc);
        var found = new FoundTrack("h", "h", "ブラインディング・ライツ", "ザ・ウィークエンド", null, media);

        double likeness = SongLikeness.of(song, new SongSearch.Hit(found, null), true);

        assertThat(likeness >= SongLikeness.CERTAIN).isEqualTo(same == 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Nocturne | Ensemble | Nocturne | Ensemble | true
            Nocturne (Live at Night) | Ensemble | Nocturne | Ensemble | true
            Queen – Bohemian Rhapsody (Official Video) | Queen Official | Bohemian Rhapsody | Queen | true
            Кино - Группа крови | Кино | Gruppa krovi | | true
            Rain | Ensemble | Evening Rain | Ensemble | false
            Nocturne | Ensemble | Nocturne | Chopin | false
            Night Train | Ensemble | Night Rain | Ensemble | false
            """)
    void recordingsOfOneSongAreToldFromOtherSongs(
            String title, String artist, String other, String otherArtist, boolean same) {
        var one = new Track("1", "library", title, artist, null, null);
        assertThat(SongLikeness.isSameSong(one, new Track("2", "web", other, otherArtist, null, null)))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The Weeknd | Blinding Lights | 200 | Blinding Lights | The Weeknd - Topic | 200 | 500000000
            The Weeknd | Blinding Lights | 200 | The Weeknd - Blinding Lights (Official Audio) | TheWeekndVEVO | 203 | 900000000
            Daft Punk;Pharrell Williams | Get Lucky (feat. Pharrell Williams) | 248 | Get Lucky | Daft Punk - Topic | 248 | 90000000
            Queen | Bohemian Rhapsody - Remastered 2011 | 354 | Queen – Bohemian Rhapsody (Official Video Remastered) | Queen Official | 359 | 1900000000
            Paul McCartney & Wings | Live and Let Die | 192 | Live And Let Die | Wings - Topic | 193 | 9000000
            Stromae | Alors on danse | 206 | Stromae - Alors On Danse (Clip Officiel) | StromaeVEVO | 208 | 400000000
            Кино | Группа крови | 286 | Кино - Группа крови | Кино | 286 | 90000000
            Земфира | Хочешь? | 234 | Земфира – Хочешь (официальный клип) | Земфира | 236 | 30000000
            Мумий Тролль | Утекай | 216 | Mumiy Troll - Utekay | Mumiy Troll | 217 | 9000000
            """)
    void theSameRecordingIsCertain(
            String artists, String title, int seconds, String found, String channel, int foundSeconds, long plays) {
        assertThat(likeness(artists, title, seconds, found, channel, foundSeconds, plays))
                .isGreaterThanOrEqualTo(SongLikeness.CERTAIN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The Weeknd | Blinding Lights | 200 | The Weeknd - Blinding Lights (1 hour loop) | Loops | 3600 | 9000000
            The Weeknd | Blinding Lights | 200 | Blinding Lights (Karaoke Version) | Sing King | 201 | 9000000
            The Weeknd | Blinding Lights | 200 | blinding lights - sped up nightcore | someone | 160 | 9000000
            The Weeknd | Blinding Lights | 200 | The Weeknd - Starboy | TheWeekndVEVO | 230 | 900000000
            Nine Inch Nails | Hurt | 373 | Hurt | Johnny Cash - Topic | 218 | 90000000
            Leonard Cohen | Hallelujah | 279 | Hallelujah | Pentatonix | 275 | 900000000
            Кино | Группа крови | 286 | Группа крови - кавер на гитаре | Вася | 280 | 100000
            """)
    void anotherRecordingDoesNotPlay(
            String artists, String title, int seconds, String found, String channel, int foundSeconds, long plays) {
        assertThat(likeness(artists, title, seconds, found, channel, foundSeconds, plays))
                .isLessThan(SongLikeness.LIKE);
    }

    @Test
    void aVideoWithALongIntroIsOnlyTheClosestMatch() {
        assertThat(likeness(
                        "The Weeknd",
                        "Blinding Lights",
                        200,
                        "The Weeknd - Blinding Lights (Official Video)",
                        "TheWeekndVEVO",
                        263,
                        900_000_000))
                .isBetween(SongLikeness.LIKE, SongLikeness.CERTAIN);
    }

    @Test
    void theOperatorsOwnSongIsCertainAlsoWhenNobodyKnowsItsLength() {
        var song = new SoughtSong("k", "Sea Breeze", List.of("Muzon Ensemble"), null, 200.0, null);
        var hit = FakeSongs.hit("Sea Breeze", "Muzon Ensemble", null, null, "h");
        assertThat(SongLikeness.of(song, hit, true)).isGreaterThanOrEqualTo(SongLikeness.CERTAIN);
    }
}
