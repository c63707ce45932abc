package dev.muzon.ffmpeg;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void theBundledBuildIsUnpackedAndRuns() {
        assertThat(ffmpeg.version()).startsWith("8.");
    }

    @Test
    void aConfiguredFolderWithoutFfmpegIsNamedAndNothingElseTaken() {
        assertThatThrownBy(() -> Ffmpeg.locate(folder)).satisfies(thrown -> {
            assertThat(((FailureException) thrown).failure().code()).isEqualTo(FailureCode.NATIVE_MISSING);
            assertThat(thrown).hasMessageContaining(folder.toString());
        });
    }

    private Path saying(String version) throws IOException {
        Path place = Files.createDirectory(folder.resolve(version));
        String words = "#!/bin/sh\necho 'ffmpeg version " + version + " Copyright (c) some developers'\n";
        for (String name : List.of("ffmpeg", "ffprobe")) {
            Path program = Files.writeString(place.resolve(name), words);
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        return place;
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.3.6-0+deb11u1", "n4.4", "5.0.1", "0.11"})
    void anOldFfmpegIsNotTaken(String version) throws Exception {
        Path old = saying(version);
        assertThatThrownBy(() -> Ffmpeg.locate(old))
                .hasMessageContaining("ffmpeg " + version)
                .hasMessageContaining("is older than 5.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.1.9-0+deb12u1", "n7.1", "8.0.1", "10.0", "N-109542-g0f5fd3", "2026-01-02-git-7e8b2f4"})
    void aNewerFfmpegIsTaken(String version) throws Exception {
        assertThat(Ffmpeg.locate(saying(version)).version()).isEqualTo(version);
    }

    // A bundled build that could not be unpacked became the system's of any version, and only a line at INFO said so.
    @Test
    void theSystemsFfmpegInPlaceOfTheBundledOneIsAWarningWithTheFix() throws Exception {
        Path system = saying("5.1.9");
        Ffmpeg found = Ffmpeg.first(
                () -> {
                    throw new FfmpegUnavailable("the bundled build cannot be unpacked: no room");
                },
                () -> SystemFfmpeg.directory(system.toString()));

        assertThat(found.version()).isEqualTo("5.1.9");
        assertThat(found.concern()).contains("no room", "cache folder", "MUZON_FFMPEG_DIR");
        assertThat(ffmpeg.concern()).as("of the bundled one").isEmpty();
    }

    @Test
    void aFileIsDecodedToStdout() throws Exception {
        Path song = tone("song.flac", 2);
        try (FfmpegProcess process =
                ffmpeg.start(List.of("-i", song.toString(), "-f", "s16le", "-ac", "2", "-ar", "48000", "pipe:1"))) {
            assertThat(process.stdout().readAllBytes()).hasSize(2 * 48000 * 4);
            assertThat(process.awaitExit(LIMIT).outcome()).isEqualTo(FfmpegOutcome.FINISHED);
        }
    }

    @Test
    void aFedFileIsDecoded() throws Exception {
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
    void closingKillsAChildThatWouldNeverEnd() throws Exception {
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
    void childrenDoNotInheritTheEnvironment() throws Exception {
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
        Path text = Files.writeString(folder.resolve("song.mp3"), "This is not music.\n".repeat(500));
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
    void aTitleOf900KilobytesIsReadAndTwoOfThemAreLeftOut() throws Exception {
        Path one = wav("one.wav", "INAM", 900_000);
        Path two = wav("two.wav", "INAM", 900_000, "IART", 900_000);

        assertThat(new Ffprobe(ffmpeg).probe(List.of(), one.toString(), LIMIT).tag("title"))
                .hasSize(900_000);
        MediaInfo info = new Ffprobe(ffmpeg).probe(List.of(), two.toString(), LIMIT);
        assertThat(info.tags()).isEmpty();
        assertThat(info.duration()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theOldestKindOfTagIsReadInCyrillic() throws Exception {
        Path song = tone("old.mp3", 1, "-c:a", "libmp3lame", "-id3v2_version", "0", "-write_id3v1", "0");
        byte[] tag = Arrays.copyOf("TAGГруппа крови".getBytes(Charset.forName("windows-1251")), 128);
        byte[] artist = "Кино".getBytes(Charset.forName("windows-1251"));
        System.arraycopy(artist, 0, tag, 33, artist.length);
        Files.write(song, tag, StandardOpenOption.APPEND);

        MediaInfo info = new Ffprobe(ffmpeg).probe(List.of(), song.toString(), LIMIT);
        assertThat(info.tag("title")).isEqualTo("Группа крови");
        assertThat(info.tag("artist")).isEqualTo("Кино");
    }

    @Test
    void aTagInAnUnknownAlphabetIsLeftOut() throws Exception {
        Path song = tone("alien.flac", 1, "-metadata", "title=TITLE", "-metadata", "artist=Ensemble");
        byte[] bytes = Files.readAllBytes(song);
        int at = new String(bytes, ISO_8859_1).indexOf("=TITLE") + 1;
        Arrays.fill(bytes, at, at + 5, (byte) 0xCF);
        Files.write(song, bytes);

        MediaInfo info = new Ffprobe(ffmpeg).probe(List.of(), song.toString(), LIMIT);
        assertThat(info.tag("title")).isNull();
        assertThat(info.tag("artist")).isEqualTo("Ensemble");
    }

    @Test
    void anUnsupportedVariantIsADamagedFile() throws Exception {
        ByteBuffer au = ByteBuffer.allocate(88);
        au.put(".snd".getBytes(US_ASCII))
                .putInt(24)
                .putInt(64)
                .putInt(99)
                .putInt(8000)
                .putInt(1);
        byte[] ape = new byte[206];
        ByteBuffer.wrap(ape).order(LITTLE_ENDIAN).put("MAC ".getBytes(US_ASCII)).putShort((short) 9990);
        assertDamaged(Files.write(folder.resolve("a.au"), au.array()));
        assertDamaged(Files.write(folder.resolve("a.ape"), ape));
    }

    @Test
    void ffprobeThatCrashesOrIsKilledForItsMemoryBlamesTheFile() throws Exception {
        for (String signal : List.of("SEGV", "KILL")) {
            Path fake = Files.createDirectories(folder.resolve(signal));
            script(fake.resolve("ffmpeg"), "echo ffmpeg version 8.0 by hand");
            script(fake.resolve("ffprobe"), "kill -" + signal + " $$");
            Path song = Files.createFile(folder.resolve(signal + ".mp3"));
            assertThatThrownBy(() -> new Ffprobe(Ffmpeg.locate(fake)).probe(List.of(), song.toString(), LIMIT))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            thrown -> assertThat(thrown.failure().code()).isEqualTo(FailureCode.TRACK_DAMAGED));
        }
    }

    @Test
    void childrenHaveBoundedMemoryAndAreTheFirstToBeKilledWhenItRunsOut() throws Exception {
        try (FfmpegProcess process =
                ffmpeg.start(List.of("-re", "-f", "lavfi", "-i", "sine=440", "-f", "s16le", "pipe:1"))) {
            assertThat(process.stdout().read()).isNotNegative();
            long launched = ProcessHandle.of(process.pid())
                    .flatMap(launcher -> launcher.children().findFirst())
                    .orElseThrow()
                    .pid();
            Path child = Path.of("/proc/" + launched);
            assertThat(Files.readString(child.resolve("limits")))
                    .containsPattern("Max data size +1073741824 ")
                    .containsPattern("Max core file size +0 ");
            assertThat(Files.readString(child.resolve("cmdline"))).contains("-max_alloc\00067108864\0");
            assertThat(Files.readString(child.resolve("oom_score_adj"))).isEqualToIgnoringWhitespace("1000");
        }
    }

    // A file of 535 bytes that says it has ten million samples took 370 MB.
    @Test
    void aTinyFileOfTenMillionSamplesTookHundredsOfMegabytes() throws Exception {
        Path bomb = Path.of(Objects.requireNonNull(FfmpegTest.class.getResource("/ten-million-samples.m4a"))
                .toURI());
        List<String> options = List.of(
                "-i", bomb.toString(), "-re", "-f", "lavfi", "-i", "sine=440", "-map", "1:a", "-f", "s16le", "pipe:1");
        try (FfmpegProcess process = ffmpeg.start(options)) {
            assertThat(process.stdout().read()).isNotNegative();
            long launched = ProcessHandle.of(process.pid())
                    .flatMap(launcher -> launcher.children().findFirst())
                    .orElseThrow()
                    .pid();
            long kilobytes = Files.readAllLines(Path.of("/proc/" + launched + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
            assertThat(kilobytes).isBetween(1_000L, 150_000L);
        }
    }

    private void assertDamaged(Path file) {
        assertThatThrownBy(() -> new Ffprobe(ffmpeg).probe(List.of(), file.toString(), LIMIT))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().code()).isEqualTo(FailureCode.TRACK_DAMAGED));
    }

    private static void script(Path file, String line) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Makes a second of silence with tags as long as asked for. */
    private Path wav(String name, Object... tags) throws Exception {
        var info = new ByteArrayOutputStream();
        info.writeBytes("INFO".getBytes(US_ASCII));
        for (int i = 0; i < tags.length; i += 2) {
            String value = "T".repeat((int) tags[i + 1]);
            info.writeBytes(chunk((String) tags[i], value.getBytes(US_ASCII)));
        }
        var format = ByteBuffer.allocate(16).order(LITTLE_ENDIAN);
        format.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16000)
                .putShort((short) 2);
        format.putShort((short) 16);
        var riff = new ByteArrayOutputStream();
        riff.writeBytes("WAVE".getBytes(US_ASCII));
        riff.writeBytes(chunk("fmt ", format.array()));
        riff.writeBytes(chunk("LIST", info.toByteArray()));
        riff.writeBytes(chunk("data", new byte[16000]));
        return Files.write(folder.resolve(name), chunk("RIFF", riff.toByteArray()));
    }

    private static byte[] chunk(String id, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .order(LITTLE_ENDIAN)
                .put(id.getBytes(US_ASCII))
                .putInt(content.length)
                .put(content)
                .array();
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
