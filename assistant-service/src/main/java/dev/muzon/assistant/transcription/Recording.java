package dev.muzon.assistant.transcription;

import dev.muzon.confinement.Reach;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A sound file that ffmpeg decodes while it is read piece by piece. The child may read this file and nothing else, because
 * anybody can send one.
 */
public final class Recording implements AutoCloseable {
    /** Formats of voice and video notes. Telegram passes on what other apps sent as notes. */
    private static final String FORMATS = "ogg,mov,mp3,matroska,aac,wav,flac";

    /** A piece of sound takes some hundredths of a second. */
    private static final Duration STALL = Duration.ofSeconds(60);

    private final FfmpegProcess ffmpeg;
    private final SpeechCutter cutter;
    private boolean heard;

    private Recording(FfmpegProcess ffmpeg, SpeechFinder finder) {
        this.ffmpeg = ffmpeg;
        this.cutter = new SpeechCutter(ffmpeg.stdout(), finder);
    }

    /** Does the same as {@link #open(Ffmpeg, Path, Duration, SpeechFinder)} and cuts by loudness alone. */
    public static Recording open(Ffmpeg ffmpeg, Path file, Duration limit) {
        return open(ffmpeg, file, limit, SpeechFinder.NONE);
    }

    /**
     * Starts the decoding.
     *
     * @param limit the sound after this is left out
     * @param finder tells where a piece may be cut and whether anybody speaks in it
     */
    public static Recording open(Ffmpeg ffmpeg, Path file, Duration limit, SpeechFinder finder) {
        List<String> arguments = List.of(
                "-protocol_whitelist",
                "file,pipe",
                "-format_whitelist",
                FORMATS,
                "-i",
                "file:" + file.toAbsolutePath(),
                "-t",
                Long.toString(limit.toSeconds()),
                "-map",
                "0:a:0",
                "-ac",
                "1",
                "-ar",
                Integer.toString(Speech.RATE),
                "-f",
                "s16le",
                "pipe:1");
        return new Recording(ffmpeg.start(arguments, Reach.file(file)), finder);
    }

    /**
     * Returns the next piece, empty at the end.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code note.unreadable} when there is no sound in it
     */
    public Optional<Speech> next() throws InterruptedException {
        CompletableFuture<Void> watch = CompletableFuture.runAsync(
                ffmpeg::close, CompletableFuture.delayedExecutor(STALL.toSeconds(), TimeUnit.SECONDS));
        try {
            cutter.fill();
        } catch (IOException e) {
            throw Failure.of(FailureCode.NOTE_UNREADABLE, "ffmpeg stood still: " + e.getMessage())
                    .causedBy(e);
        } finally {
            watch.cancel(false);
        }
        Optional<Speech> piece = cutter.cut();
        if (piece.isPresent()) {
            heard = true;
        } else {
            checkEnd();
        }
        return piece;
    }

    /** Refuses a file without any sound. One that breaks off has been read as far as it goes. */
    private void checkEnd() throws InterruptedException {
        FfmpegExit exit = ffmpeg.awaitExit(STALL);
        if (exit.outcome() == FfmpegOutcome.FINISHED || heard) {
            return;
        }
        Failure failure = exit.failure();
        boolean passes = failure.code() == FailureCode.INTERNAL_TRANSIENT;
        throw (passes ? failure : Failure.of(FailureCode.NOTE_UNREADABLE, "ffmpeg: " + exit.outcome())).asException();
    }

    @Override
    public void close() {
        ffmpeg.close();
    }
}
