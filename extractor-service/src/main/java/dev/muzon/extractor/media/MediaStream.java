package dev.muzon.extractor.media;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.media.SongTitles;
import dev.muzon.protocol.media.TrackLength;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one track from one position on. Its first bytes are there once it exists. Closing it kills the child.
 */
final class MediaStream implements AutoCloseable {
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(5);

    /** Bytes of Matroska before the first packet, with some to spare. */
    private static final int LONGEST_HEAD = 2048;

    private final SoundForm form;
    private final CatalogEntry track;
    private final Duration from;
    private final MediaProperties settings;
    private final MediaInput input;
    private final FfmpegProcess process;
    private final StallGuard guard;
    private final byte[] buffer = new byte[32 * 1024];
    private int first;
    private @Nullable Duration measured;

    private MediaStream(
            SoundForm form,
            CatalogEntry track,
            Duration from,
            MediaProperties settings,
            MediaInput input,
            FfmpegProcess process) {
        this.form = form;
        this.track = track;
        this.from = from;
        this.settings = settings;
        this.input = input;
        this.process = process;
        this.guard = new StallGuard(process::close);
    }

    /**
     * Starts a child and waits for its first bytes.
     *
     * @param input closed by the stream
     * @throws dev.muzon.protocol.failure.FailureException when the track has no sound at all, {@code source.timeout}
     * when none arrives in time
     */
    static MediaStream open(
            Ffmpeg ffmpeg,
            MediaInput input,
            SoundForm form,
            CatalogEntry track,
            Duration from,
            MediaProperties settings)
            throws InterruptedException, IOException {
        MediaStream stream = start(ffmpeg, input, form, track, from, settings);
        try {
            stream.readBeginning();
            return stream;
        } catch (Throwable e) {
            stream.close();
            throw e;
        }
    }

    private static MediaStream start(
            Ffmpeg ffmpeg,
            MediaInput input,
            SoundForm form,
            CatalogEntry track,
            Duration from,
            MediaProperties settings) {
        @Nullable FfmpegProcess process = null;
        try {
            process = ffmpeg.start(form.arguments(track, input, from), input.reach());
            return new MediaStream(form, track, from, settings, input, process);
        } catch (Throwable e) {
            if (process != null) {
                process.close();
            }
            input.close();
            throw e;
        }
    }

    /**
     * Copies all of it, flushing as it arrives. A live stream carries the titles of its songs, and a similar song its own.
     *
     * @return why it ended too early, null when it is complete
     * @throws IOException when the reader has gone
     */
    @Nullable Failure copyTo(OutputStream reader) throws IOException, InterruptedException {
        OutputStream out = titled(reader);
        for (int n = first; n >= 0; n = read(0, settings.stallLimit())) {
            out.write(buffer, 0, n);
            out.flush();
        }
        Failure broken = ending();
        if (broken == null && measured != null) {
            out.write(TrackLength.note(measured));
            out.flush();
        }
        return broken;
    }

    private OutputStream titled(OutputStream reader) {
        if (track.duration() == null) {
            return SongTitles.into(reader, input::songTitle);
        }
        return form.carriesTitles() && input.substitute() != null ? SongTitles.into(reader, input::substitute) : reader;
    }

    /** Returns the length of a track that was guessed before, once all of it came out. Null when nothing is new. */
    @Nullable Duration measured() {
        return measured;
    }

    /** Reads beyond the container's head: one without sound behind it must be reported as that. */
    private void readBeginning() throws IOException, InterruptedException {
        long start = System.nanoTime();
        int n = 0;
        while (n >= 0 && first < LONGEST_HEAD) {
            n = read(first, settings.firstBytes().minusNanos(System.nanoTime() - start));
            first += Math.max(n, 0);
        }
        if (n >= 0) {
            return;
        }
        Failure reason = ending();
        if (reason != null || first == 0) {
            throw (reason == null ? truncated("no sound came out") : reason).asException();
        }
    }

    private int read(int offset, Duration limit) throws IOException {
        guard.reading(limit);
        try {
            return process.stdout().read(buffer, offset, buffer.length - offset);
        } catch (IOException e) {
            if (guard.fired()) {
                return -1;
            }
            throw e;
        } finally {
            guard.read();
        }
    }

    private @Nullable Failure ending() throws InterruptedException {
        FfmpegExit exit = process.awaitExit(EXIT_LIMIT);
        Failure missing = Completeness.missing(track, from, exit);
        if (missing == null) {
            boolean guessed = track.duration() != null && !track.durationExact() && from.isZero();
            Duration produced = Completeness.produced(exit.stderr());
            measured = guessed && input.failure() == null && produced.isPositive() ? produced : null;
            return null;
        }
        Failure atTheSource = input.failure();
        if (atTheSource != null) {
            return atTheSource;
        }
        if (guard.fired()) {
            return Failure.of(FailureCode.SOURCE_TIMEOUT, "the sound stalled");
        }
        return exit.outcome() == FfmpegOutcome.CRASHED ? missing : damagedIfWhole(missing);
    }

    private Failure truncated(String detail) {
        return damagedIfWhole(Failure.of(FailureCode.SOURCE_TRUNCATED, detail));
    }

    /** Blames a whole file itself, because trying again does not improve it. */
    private Failure damagedIfWhole(Failure missing) {
        if (!input.isWhole() || !(missing instanceof Failure.Transient)) {
            return missing;
        }
        boolean silent = from.isZero() && first < LONGEST_HEAD;
        return Failure.of(silent ? FailureCode.TRACK_DAMAGED : FailureCode.TRACK_CUT_SHORT, missing.detail());
    }

    @Override
    public void close() {
        guard.close();
        process.close();
        input.close();
    }
}
