package dev.muzon.sandbox.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoMusicTest {
    @TempDir
    Path folder;

    @Test
    void theDemosLibraryHasTagsAndCovers() throws Exception {
        Ffmpeg ffmpeg = Ffmpeg.locate();
        DemoMusic music = new DemoMusic(ffmpeg, folder);
        music.make();

        for (Piece piece : Repertoire.pieces()) {
            Path file = folder.resolve(piece.file());
            MediaInfo info = new Ffprobe(ffmpeg).probe(List.of(), file.toString(), Duration.ofSeconds(30));
            assertThat(info.duration()).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(120));
            assertThat(info.tag("title")).isEqualTo(piece.title());
            assertThat(info.tag("artist")).isEqualTo("Muzon Ensemble");
            assertThat(folder.resolve(piece.cover())).exists();
            assertThat(info.cover()).isEqualTo(!piece.file().matches(".*\\.(ogg|opus)"));
        }

        FileTime made = Files.getLastModifiedTime(folder.resolve("nocturne.mp3"));
        music.make();
        assertThat(Files.getLastModifiedTime(folder.resolve("nocturne.mp3"))).isEqualTo(made);
    }

    @Test
    void theDemosMusicIsAlwaysTheSameAndNeverSilentOrClipped() {
        Piece piece = Repertoire.pieces().getLast();
        byte[] pcm = piece.render().pcm();
        assertThat(Arrays.equals(pcm, Repertoire.pieces().getLast().render().pcm()))
                .isTrue();

        int second = Sound.RATE * 4;
        for (int start = 0; start + second < pcm.length - 4 * second; start += second) {
            int peak = 0;
            for (int i = start; i < start + second; i += 2) {
                peak = Math.max(peak, Math.abs((pcm[i] & 0xff) | (pcm[i + 1] << 8)));
            }
            assertThat(peak).isBetween(500, 30_000);
        }
    }
}
