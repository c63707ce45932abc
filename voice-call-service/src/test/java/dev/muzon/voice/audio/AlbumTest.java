package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the tracks of an album join as they were cut. */
class AlbumTest {
    /** Whole sectors of a CD, and no whole number of frames. */
    private static final int LENGTH = 99 * 640;

    private static final int WINDOW = 2000;
    private static final int MOST_LAG = 40;

    @TempDir
    Path folder;

    /** Plays albums in the forms that come from extractor-service. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-ar 44100 -c:a flac",
                "-ar 48000 -c:a flac",
                "-ar 44100 -c:a pcm_s16le",
                "-ar 44100 -c:a alac -sample_fmt s16p",
                "-ar 48000 -c:a libopus -b:a 160k"
            })
    void anAlbumOfOneSweepIsPlayedAsOneSweep(String form) {
        PlayedSound sound = new PlayedSound(folder);
        float[] sweep = Sound.of(4 * LENGTH, i -> {
            double t = (double) i / Pcm.SAMPLE_RATE;
            return 0.3 * Math.sin(2 * Math.PI * (300 + 20 * t) * t);
        });
        for (int i = 0; i < 4; i++) {
            float[] part = Arrays.copyOfRange(sweep, 2 * i * LENGTH, 2 * (i + 1) * LENGTH);
            sound.add("part" + i, part, form.split(" ", -1));
        }

        float[] played = Sound.left(sound.play(false, "part0", "part1", "part2", "part3"));

        for (int boundary = LENGTH; boundary < 4 * LENGTH; boundary += LENGTH) {
            assertThat(lag(sweep, played, boundary - 2 * WINDOW)).isZero();
            assertThat(lag(sweep, played, boundary + WINDOW)).isZero();
            for (int i = boundary - 100; i < boundary + 100; i++) {
                assertThat(played[i] - played[i - 1]).isBetween(-0.05f, 0.05f);
            }
        }
    }

    /** Returns by how many samples the second sound is late where it is most like the first. */
    private static int lag(float[] stereo, float[] other, int at) {
        double best = Double.NEGATIVE_INFINITY;
        int bestLag = 0;
        for (int lag = -MOST_LAG; lag <= MOST_LAG; lag++) {
            double likeness = 0;
            for (int i = at; i < at + WINDOW; i++) {
                likeness += stereo[2 * i] * other[i + lag];
            }
            if (likeness > best) {
                best = likeness;
                bestLag = lag;
            }
        }
        return bestLag;
    }
}
