package dev.muzon.extractor.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.FileInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that albums are cut into tracks which join again without a gap. */
class GaplessTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final int TRACKS = 4;

    /** Of the rate to which everything is decoded. */
    private static final int DECODED = 48_000;

    /** Less than a millisecond. */
    private static final int MOST_LAG = 40;

    private static final int WINDOW = 2000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "mp3,  44100, 2.56, -c:a libmp3lame -b:a 192k",
        "mp3,  48000, 2.37, -c:a libmp3lame -q:a 2",
        "m4a,  44100, 2.56, -c:a aac -b:a 192k",
        "m4a,  48000, 2.37, -c:a aac -b:a 160k",
        "opus, 48000, 2.56, -c:a libopus -b:a 160k",
        "webm, 48000, 2.37, -c:a libopus -b:a 128k",
        "ogg,  48000, 2.56, -c:a vorbis -strict -2 -q:a 8 -ac 2",
        "ogg,  48000, 2.37, -c:a flac",
        "flac, 44100, 2.56, -c:a flac",
        "flac, 44100, 2.37, -c:a flac"
    })
    void anAlbumOfOneSweepStaysOneSweep(String ending, int rate, double seconds, String encoder) throws Exception {
        int length = (int) Math.round(seconds * DECODED);
        short[] sweep = samples(
                run(List.of("-f", "lavfi", "-i", sweep(seconds) + DECODED, "-f", "s16le", "-ac", "1", "pipe:1")));
        short[] album = new short[0];
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < TRACKS; i++) {
            short[] track = decoded(track(i, ending, rate, seconds, encoder));
            lengths.add(track.length);
            album = Arrays.copyOf(album, album.length + track.length);
            System.arraycopy(track, 0, album, album.length - track.length, track.length);
        }

        assertThat(lengths).containsOnly(length);
        for (int i = 0; i < TRACKS; i++) {
            int boundary = i * length;
            assertThat(lag(sweep, album, boundary + WINDOW))
                    .as("samples late after %s", boundary)
                    .isZero();
            assertThat(lag(sweep, album, boundary + length - 2 * WINDOW))
                    .as("samples late before the end of track %s", i)
                    .isZero();
        }
    }

    /** Returns a sweep as long as an album, without its rate. */
    private static String sweep(double seconds) {
        return "aevalsrc=exprs=0.3*sin(2*PI*(300+20*t)*t):d=" + TRACKS * seconds + ":c=mono:s=";
    }

    private Path track(int number, String ending, int rate, double seconds, String encoder) throws IOException {
        Path file = folder.resolve(number + "." + ending);
        int length = (int) Math.round(seconds * rate);
        String cut = ",atrim=start_sample=" + number * length + ":end_sample=" + (number + 1) * length
                + ",asetpts=N/SR/TB,pan=stereo|c0=c0|c1=c0";
        List<String> args = new ArrayList<>(List.of("-f", "lavfi", "-i", sweep(seconds) + rate + cut));
        args.addAll(List.of(encoder.split(" ", -1)));
        args.add(file.toString());
        run(args);
        return file;
    }

    private static short[] decoded(Path file) throws Exception {
        FileInput input = new FileInput(file);
        MediaInfo media = new Ffprobe(FFMPEG).probe(input.options(), input.location(), Duration.ofSeconds(30));
        CatalogEntry entry =
                CatalogEntry.of("library", new FoundTrack("k", "r", "Part", null, null, media), Instant.EPOCH);
        byte[] matroska = run(Remux.arguments(entry, input, Duration.ZERO));
        return samples(run(
                List.of("-f", "matroska", "-i", "pipe:0", "-ac", "1", "-ar", "48000", "-f", "s16le", "pipe:1"),
                matroska));
    }

    /** Returns by how many samples the second sound is late where it is most like the first. */
    private static int lag(short[] one, short[] other, int at) {
        long best = Long.MIN_VALUE;
        int bestLag = 0;
        for (int lag = -MOST_LAG; lag <= MOST_LAG; lag++) {
            long likeness = 0;
            for (int i = at; i < at + WINDOW; i++) {
                likeness += (long) one[i] * other[i + lag];
            }
            if (likeness > best) {
                best = likeness;
                bestLag = lag;
            }
        }
        return bestLag;
    }

    private static short[] samples(byte[] pcm) {
        short[] samples = new short[pcm.length / 2];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    private static byte[] run(List<String> args) throws IOException {
        try (FfmpegProcess process = FFMPEG.start(args)) {
            return process.stdout().readAllBytes();
        }
    }

    private static byte[] run(List<String> args, byte[] input) throws IOException {
        try (FfmpegProcess process = FFMPEG.startFed(args)) {
            Thread.ofVirtual().start(() -> {
                try (OutputStream in = process.stdin()) {
                    in.write(input);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return process.stdout().readAllBytes();
        }
    }
}
