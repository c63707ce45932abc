package dev.muzon.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static Ffmpeg ffmpeg;

    @TempDir
    Path folder;

    @BeforeAll
    static void locate() {
        ffmpeg = Ffmpeg.locate();
    }

    @Test
    void bundledBuildIsUnpackedAndRuns() {
        assertThat(ffmpeg.version()).startsWith("8.");
    }

    @Test
    void aConfiguredFolderWithoutFfmpegIsNamedAndNothingElseTaken() {
        assertThatThrownBy(() -> Ffmpeg.locate(folder)).satisfies(thrown -> {
            assertThat(((FailureException) thrown).failure().code()).isEqualTo(FailureCode.NATIVE_MISSING);
            assertThat(thrown).hasMessageContaining(folder.toString());
        });
    }

    @Test
    void decodesToStdout() throws Exception {
        Path song = tone("song.flac", 2);
        try (FfmpegProcess process =
                ffmpeg.start(List.of("-i", song.toString(), "-f", "s16le", "-ac", "2", "-ar", "48000", "pipe:1"))) {
            assertThat(process.stdout().readAllBytes()).hasSize(2 * 48000 * 4);
            assertThat(process.awaitExit(LIMIT).outcome()).isEqualTo(FfmpegOutcome.FINISHED);
        }
    }

    @Test
    void readsWhatItIsFed() throws Exception {
        try (FfmpegProcess process = ffmpeg.startFed(List.of(
                "-f", "s16le", "-ac", "1", "-ar", "8000", "-i", "pipe:0", "-f", "s16le", "-ar", "16000", "pipe:1"))) {
            try (OutputStream stdin = process.stdin()) {
                stdin.write(new byte[16000]);
            }
            assertThat(process.stdout().readAllBytes()).hasSize(32000);
            assertThat(process.awaitExit(LIMIT).outcome()).isEqualTo(FfmpegOutcome.FINISHED);
        }
    }

    @Test
    void closingKillsAChildThatWouldRunForEver() throws Exception {
        FfmpegProcess process = ffmpeg.start(List.of("-re", "-f", "lavfi", "-i", "sine=440", "-f", "s16le", "pipe:1"));
        assertThat(process.stdout().read()).isNotNegative();
        process.close();
        assertThat(process.awaitExit(LIMIT).outcome()).isEqualTo(FfmpegOutcome.KILLED);
        assertThat(ProcessHandle.of(process.pid()).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void aNoisyChildIsNotStoppedByAFullStderr() throws Exception {
        try (FfmpegProcess process = ffmpeg.start(List.of(
                "-loglevel",
                "trace",
                "-f",
                "lavfi",
                "-i",
                "sine=440:d=2",
                "-af",
                "asetnsamples=32",
                "-f",
                "null",
                "-"))) {
            FfmpegExit exit = process.awaitExit(LIMIT);
            assertThat(exit.outcome()).isEqualTo(FfmpegOutcome.FINISHED);
            assertThat(exit.stderr()).hasSizeLessThanOrEqualTo(4096);
        }
    }

    @Test
    void childrenSeeNothingOfOurEnvironment() throws Exception {
        try (FfmpegProcess process =
                ffmpeg.start(List.of("-re", "-f", "lavfi", "-i", "sine=440", "-f", "s16le", "pipe:1"))) {
            assertThat(process.stdout().read()).isNotNegative();
            String environment = Files.readString(Path.of("/proc/" + process.pid() + "/environ"));
            assertThat(environment.split("\0")).hasSize(1).allMatch(entry -> entry.startsWith("LD_LIBRARY_PATH="));
        }
    }

    @Test
    void probeTellsFormatTagsAndCover() throws Exception {
        Path song = tone("song.opus", 3, "-metadata", "TITLE=Ночь", "-metadata", "artist=Ensemble", "-c:a", "libopus");
        MediaInfo info = new Ffprobe(ffmpeg).probe(List.of(), song.toString(), LIMIT);
        assertThat(info.duration()).isBetween(Duration.ofMillis(2980), Duration.ofMillis(3020));
        assertThat(info.codec()).isEqualTo("opus");
        assertThat(info.sampleRate()).isEqualTo(48000);
        assertThat(info.tag("title")).isEqualTo("Ночь");
        assertThat(info.tag("artist")).isEqualTo("Ensemble");
        assertThat(info.cover()).isFalse();
    }

    @Test
    void probeRefusesWhatIsNotAudio() throws Exception {
        Path text = Files.writeString(folder.resolve("song.mp3"), "This is no music.\n".repeat(500));
        Path picture = folder.resolve("picture.png");
        run("-f", "lavfi", "-i", "color=red:s=64x64:d=0.04", "-frames:v", "1", picture.toString());
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        Path random = Files.write(folder.resolve("noise.mp3"), noise);
        for (Path file : List.of(text, picture, random)) {
            assertThatThrownBy(() -> new Ffprobe(ffmpeg).probe(List.of(), file.toString(), LIMIT))
                    .as(file.toString())
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            thrown -> assertThat(thrown.failure().code()).isEqualTo(FailureCode.NOT_AUDIO));
        }
    }

    @Test
    void probeGivesUpAtItsLimit() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/song.mp3";
            assertThatThrownBy(() -> new Ffprobe(ffmpeg).probe(List.of(), url, Duration.ofMillis(300)))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            thrown -> assertThat(thrown.failure().code()).isEqualTo(FailureCode.SOURCE_TIMEOUT));
        }
    }

    private Path tone(String name, int seconds, String... options) throws Exception {
        Path file = folder.resolve(name);
        List<String> args = new ArrayList<>(List.of("-f", "lavfi", "-i", "sine=440:r=48000:d=" + seconds));
        args.addAll(List.of(options));
        args.add(file.toString());
        run(args.toArray(String[]::new));
        return file;
    }

    private static void run(String... args) throws Exception {
        try (FfmpegProcess process = ffmpeg.start(List.of(args))) {
            FfmpegExit exit = process.awaitExit(LIMIT);
            assertThat(exit.outcome()).as(exit.stderr()).isEqualTo(FfmpegOutcome.FINISHED);
        }
    }
}
