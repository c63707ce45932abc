package dev.muzon.testkit.audio;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.ffmpeg.FfmpegProcess;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Generator of sound files for tests: stereo, 48 kHz, sine tones at −10 dBFS. The same arguments make the same sound.
 */
public final class TestTones {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int SECOND_ZERO_HZ = 300;
    private static final int STEP_HZ = 20;

    /** A container with the codec that belongs into it. */
    public enum Format {
        MP3("mp3", "-c:a libmp3lame -b:a 192k"),
        M4A("m4a", "-c:a aac -b:a 192k"),
        OGG("ogg", "-c:a vorbis -strict -2 -q:a 8"),
        OPUS("opus", "-c:a libopus -b:a 128k"),
        FLAC("flac", "-c:a flac"),
        WAV("wav", "-c:a pcm_s16le"),
        WEBM("webm", "-c:a libopus -b:a 128k"),
        /** A playlist. Its segments lie beside it. */
        HLS("m3u8", "-c:a aac -b:a 192k -f hls -hls_time 4 -hls_list_size 0");

        private final String ending;
        private final String encoder;

        Format(String ending, String encoder) {
            this.ending = ending;
            this.encoder = encoder;
        }

        /** Returns the file name ending, without a dot. */
        public String ending() {
            return ending;
        }
    }

    private final Ffmpeg ffmpeg;
    private final Path folder;

    /**
     * Makes a generator.
     *
     * @param folder where the files go. It must exist
     */
    public TestTones(Ffmpeg ffmpeg, Path folder) {
        this.ffmpeg = ffmpeg;
        this.folder = folder;
    }

    /** Makes one tone from beginning to end. */
    public Path tone(String name, Format format, int hertz, Duration duration) {
        return make(name, format, String.valueOf(hertz), duration, List.of());
    }

    /**
     * Makes another tone each second, so that any second can be told by its sound: see {@link #hertzOf(int)}. The tones
     * join without a click.
     */
    public Path tonePerSecond(String name, Format format, int seconds) {
        return make(
                name,
                format,
                "(" + SECOND_ZERO_HZ + "+" + STEP_HZ + "*floor(t))",
                Duration.ofSeconds(seconds),
                List.of());
    }

    /** Makes the same as {@link #tone} with a title and an artist in its tags. */
    public Path tagged(String name, Format format, int hertz, Duration duration, String title, String artist) {
        return make(
                name,
                format,
                String.valueOf(hertz),
                duration,
                List.of("-metadata", "title=" + title, "-metadata", "artist=" + artist));
    }

    /**
     * Makes the same file with a picture in its tags, which keeps its form and its size.
     *
     * @param more options of ffmpeg for the file
     */
    public Path covered(Path sound, Path picture, String... more) {
        Path file = folder.resolve("covered-" + sound.getFileName());
        List<String> args = new ArrayList<>(List.of("-i", sound.toString(), "-i", picture.toString()));
        args.addAll(List.of("-map", "0:a", "-map", "1:v", "-c", "copy", "-disposition:v", "attached_pic"));
        args.addAll(List.of(more));
        args.addAll(List.of("-y", file.toString()));
        run(args);
        return file;
    }

    /** Repeats a recording until it has a length, in the form of a voice note. */
    public Path repeated(String name, Path recording, Duration duration) {
        Path file = folder.resolve(name + ".opus");
        run(List.of(
                "-stream_loop",
                "-1",
                "-i",
                recording.toString(),
                "-t",
                String.valueOf(duration.toSeconds()),
                "-c:a",
                "libopus",
                "-b:a",
                "32k",
                "-y",
                file.toString()));
        return file;
    }

    /**
     * Makes a picture that no format makes smaller: noise.
     *
     * @param side in pixels, of three bytes each
     */
    public Path picture(String name, int side) {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, side, side, new Random(side).ints((long) side * side).toArray(), 0, side);
        Path file = folder.resolve(name + ".png");
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /**
     * Makes a tone that rises evenly, so that its height tells the place in the song. It is {@code from} at its
     * beginning, {@code from + rise · t} after t seconds.
     */
    public Path sweep(String name, Format format, int from, int rise, Duration duration, String title, String artist) {
        return make(
                name,
                format,
                "(" + from + "+" + rise / 2.0 + "*t)",
                duration,
                List.of("-metadata", "title=" + title, "-metadata", "artist=" + artist));
    }

    /**
     * Makes silence of any length in no time. It is a WAV file of 8 kHz whose samples are a hole in the file system.
     */
    public Path silence(String name, Duration duration) {
        int bytes = Math.toIntExact(duration.toSeconds() * 8000);
        ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * bytes);
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16000);
        header.putShort((short) 2).putShort((short) 16);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * bytes);
        Path file = folder.resolve(name + ".wav");
        try (RandomAccessFile wav = new RandomAccessFile(file.toFile(), "rw")) {
            wav.write(header.array());
            wav.setLength(44L + 2L * bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Returns the tone of a second in {@link #tonePerSecond}, counted from 0. */
    public static int hertzOf(int second) {
        return SECOND_ZERO_HZ + STEP_HZ * second;
    }

    private Path make(String name, Format format, String hertz, Duration duration, List<String> tags) {
        Path file = folder.resolve(name + "." + format.ending());
        String wave = String.format(
                Locale.ROOT,
                "aevalsrc=exprs=0.316*sin(2*PI*%s*t):s=48000:d=%.3f:c=mono,pan=stereo|c0=c0|c1=c0",
                hertz,
                duration.toMillis() / 1000.0);
        List<String> args = new ArrayList<>(List.of("-f", "lavfi", "-i", wave));
        args.addAll(List.of(format.encoder.split(" ", -1)));
        args.addAll(tags);
        args.addAll(List.of("-y", file.toString()));
        run(args);
        return file;
    }

    private void run(List<String> args) {
        try (FfmpegProcess process = ffmpeg.start(args)) {
            FfmpegExit exit = process.awaitExit(LIMIT);
            if (exit.outcome() != FfmpegOutcome.FINISHED) {
                throw new IllegalStateException("ffmpeg: " + exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making " + args.getLast(), e);
        }
    }

    /** Cuts a file off in the middle, as a broken download does. */
    public static Path truncate(Path file, double kept) {
        try {
            byte[] whole = Files.readAllBytes(file);
            byte[] part = Arrays.copyOf(whole, (int) (whole.length * kept));
            return Files.write(file.resolveSibling("truncated-" + file.getFileName()), part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
