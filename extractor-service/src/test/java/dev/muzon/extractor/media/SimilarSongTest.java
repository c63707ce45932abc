package dev.muzon.extractor.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.confinement.Reach;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.FileInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.media.SongTitles;
import dev.muzon.testkit.audio.TestTones;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of songs that play because the wanted one was not found. */
class SimilarSongTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final MediaProperties SETTINGS =
            new MediaProperties(4, Duration.ofSeconds(30), Duration.ofSeconds(30));

    @TempDir
    Path folder;

    private Path song;

    @BeforeEach
    void sing() throws Exception {
        song = new TestTones(FFMPEG, folder).tonePerSecond("song", TestTones.Format.OPUS, 3);
    }

    /** A file in place of the wanted song. */
    private record Similar(MediaInput input, @Nullable String substitute) implements MediaInput {
        @Override
        public List<String> options() {
            return input.options();
        }

        @Override
        public String location() {
            return input.location();
        }

        @Override
        public Reach reach() {
            return input.reach();
        }

        @Override
        public void close() {
            input.close();
        }
    }

    private byte[] played(SoundForm form, @Nullable String substitute) throws Exception {
        var media =
                new MediaInfo(Duration.ofSeconds(3), true, null, "ogg", "opus", null, 48_000, 2, Map.of(), false, 100);
        var track = CatalogEntry.of("metadata", new FoundTrack("k", "r", "Wanted", null, null, media), Instant.EPOCH);
        var input = new Similar(new FileInput(song), substitute);
        var out = new ByteArrayOutputStream();
        try (MediaStream stream = MediaStream.open(FFMPEG, input, form, track, Duration.ZERO, SETTINGS)) {
            assertThat(stream.copyTo(out)).isNull();
        }
        return out.toByteArray();
    }

    private static List<String> titles(byte[] stream) throws Exception {
        List<String> heard = new ArrayList<>();
        SongTitles.outOf(new ByteArrayInputStream(stream), heard::add).readAllBytes();
        return heard;
    }

    @Test
    void aSimilarSongTellsPlayersItsNameOnce() throws Exception {
        assertThat(titles(played(SoundForm.STREAM, "Others – Wanted"))).containsExactly("Others – Wanted");
        assertThat(titles(played(SoundForm.STREAM, null))).isEmpty();
    }

    @Test
    void theFileOfASimilarSongHasNothingBetweenItsSound() throws Exception {
        assertThat(played(new SongFile(), "Others – Wanted")).isEqualTo(played(new SongFile(), null));
    }
}
