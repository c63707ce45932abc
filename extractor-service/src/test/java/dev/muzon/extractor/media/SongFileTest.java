package dev.muzon.extractor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.FileInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.contract.SongFilesApi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SongFileTest {
    private final SongFile form = new SongFile();

    /** A source of which only the attitude matters. */
    private record Source(boolean isForEverybody) implements TrackSource {
        @Override
        public String name() {
            return "some";
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
            return List.of();
        }

        @Override
        public MediaInput open(String reference) {
            throw new UnsupportedOperationException("nothing is played here");
        }
    }

    private static CatalogEntry track(@Nullable Duration duration, String codec) {
        return new CatalogEntry(
                "id",
                "some",
                "r",
                "Title",
                "Artist",
                duration,
                true,
                null,
                "ogg",
                codec,
                Instant.EPOCH,
                null,
                null,
                null,
                null);
    }

    private String arguments(CatalogEntry track) {
        return String.join(" ", form.arguments(track, new FileInput(Path.of("/music/a")), Duration.ZERO));
    }

    private static void assertRefused(FailureCode code, ThrowingCallable check) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
    }

    @Test
    void soundOfAChatStaysThereUnlessItsSourceIsForEverybody() {
        var song = track(Duration.ofMinutes(3), "mp3");

        form.check(song, new Source(true));
        assertRefused(FailureCode.SONG_PRIVATE, () -> form.check(song, new Source(false)));
    }

    @Test
    void aLiveStreamHasNoFile() {
        assertRefused(FailureCode.NOT_SEEKABLE, () -> form.check(track(null, "mp3"), new Source(true)));
    }

    @Test
    void aSongThatWouldSoundBadToFitIsTooLarge() {
        form.check(track(Duration.ofMinutes(100), "opus"), new Source(true));
        assertRefused(
                FailureCode.TRACK_TOO_LARGE,
                () -> form.check(track(Duration.ofMinutes(103), "opus"), new Source(true)));
    }

    @Test
    void onlyShortMp3IsCopied() {
        assertThat(arguments(track(Duration.ofMinutes(20), "mp3"))).contains("-c:a copy");
        assertThat(arguments(track(Duration.ofMinutes(21), "mp3"))).contains("-c:a libmp3lame");
        assertThat(arguments(track(Duration.ofMinutes(3), "opus"))).contains("-c:a libmp3lame", "-b:a 192000");
    }

    @ParameterizedTest
    @CsvSource({"40", "70", "101"})
    void aLongSongGetsSoFewBitsThatItFits(int minutes) {
        String arguments = arguments(track(Duration.ofMinutes(minutes), "opus"));
        long rate = Long.parseLong(arguments.replaceFirst(".*-b:a (\\d+) .*", "$1"));

        assertThat(rate * 60 * minutes / 8).isBetween(SongFilesApi.MAX_BYTES * 9 / 10, SongFilesApi.MAX_BYTES);
    }
}
