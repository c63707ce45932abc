package dev.muzon.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaInfoTest {
    @ParameterizedTest
    @CsvSource({
        "replaygain_track_gain, -6.20 dB, -11.8",
        "replaygain_track_gain, +3.5, -21.5",
        "r128_track_gain, -2304, -14",
        "r128_track_gain, 0, -23"
    })
    void theLoudnessIsReadFromTheTags(String tag, String value, double lufs) {
        assertThat(with(Map.of(tag, value)).loudness()).isCloseTo(lufs, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({
        "replaygain_track_gain, loud",
        "replaygain_track_gain, 99 dB",
        "replaygain_track_gain, -64 dB",
        "r128_track_gain, 1e9",
        "r128_track_gain, 32767",
        "title, -6 dB"
    })
    void whatCannotBeALoudnessIsNone(String tag, String value) {
        assertThat(with(Map.of(tag, value)).loudness()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "mp3, REPLAYGAIN_TRACK_GAIN=-4.00 dB, -14",
        "flac, replaygain_track_gain=-4.00 dB, -14",
        "opus, R128_TRACK_GAIN=-256, -22"
    })
    void theTagsOfFilesAreFound(String ending, String tag, double lufs, @TempDir Path folder) throws Exception {
        Ffmpeg ffmpeg = Ffmpeg.locate();
        String file = folder.resolve("a." + ending).toString();
        try (FfmpegProcess process =
                ffmpeg.start(List.of("-f", "lavfi", "-i", "sine=duration=1", "-metadata", tag, file))) {
            process.awaitExit(Duration.ofMinutes(1));
        }

        MediaInfo media = new Ffprobe(ffmpeg).probe(List.of(), file, Duration.ofMinutes(1));

        assertThat(media.loudness()).isCloseTo(lufs, within(0.001));
    }

    @Test
    void aFileWithoutTagsTellsNoLoudness() {
        assertThat(with(Map.of()).loudness()).isNull();
    }

    private static MediaInfo with(Map<String, String> tags) {
        return new MediaInfo(Duration.ofMinutes(3), true, 1L, "mp3", "mp3", null, 48_000, 2, tags, false, 100);
    }
}
