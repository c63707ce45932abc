package dev.muzon.extractor.media;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The sound of one track from one point on. Its first bytes are there once it exists; closing it kills the child. */
final class MediaStream implements AutoCloseable {
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(5);

    private final CatalogEntry track;
    private final Duration from;
    private final MediaInput input;
    private final FfmpegProcess process;
    private final byte[] buffer = new byte[32 * 1024];
    private int first;

    private MediaStream(CatalogEntry track, Duration from, MediaInput input, FfmpegProcess process) {
        this.track = track;
        this.from = from;
        this.input = input;
        this.process = process;
    }

    /**
     * @throws dev.muzon.protocol.failure.FailureException when there is no sound at all
     */
    static MediaStream open(Ffmpeg ffmpeg, TrackSource source, CatalogEntry track, Duration from)
            throws InterruptedException, IOException {
        MediaInput input = source.open(track.reference());
        MediaStream stream;
        try {
            stream = new MediaStream(track, from, input, ffmpeg.start(Remux.arguments(track, input, from)));
        } catch (RuntimeException failed) {
            input.close();
            throw failed;
        }
        try {
            stream.first = stream.process.stdout().read(stream.buffer);
            if (stream.first < 0) {
                Failure reason = stream.ending();
                throw (reason == null ? Failure.passing(FailureCode.SOURCE_TRUNCATED, "no sound came out") : reason)
                        .asException();
            }
            return stream;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            stream.close();
            throw failed;
        }
    }

    /**
     * Copies all of it, flushing as it comes.
     *
     * @return why it ended too early, null when it is complete
     * @throws IOException when the reader has gone
     */
    @Nullable Failure copyTo(OutputStream out) throws IOException, InterruptedException {
        InputStream sound = process.stdout();
        for (int n = first; n >= 0; n = sound.read(buffer)) {
            out.write(buffer, 0, n);
            out.flush();
        }
        return ending();
    }

    private @Nullable Failure ending() throws InterruptedException {
        FfmpegExit exit = process.awaitExit(EXIT_LIMIT);
        Failure missing = Completeness.missing(track, from, exit);
        Failure atTheSource = input.failure();
        return missing != null && atTheSource != null ? atTheSource : missing;
    }

    @Override
    public void close() {
        process.close();
        input.close();
    }
}
