package dev.muzon.sandbox.page;

import dev.muzon.confinement.Reach;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.sandbox.world.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Pictures inside files of sound: ID3's, FLAC's, MP4's. A confined ffmpeg draws each again as a small JPEG, so that no
 * browser reads what a stranger made.
 */
@Component
class EmbeddedCovers {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedCovers.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A picture of this side takes some 20 kB. */
    private static final int SIDE = 320;

    private static final int MOST_BYTES = 256 * 1024;

    /** Of the picture as it comes, because a few bytes may claim to be a huge one. */
    private static final String MOST_PIXELS = Integer.toString(36_000_000);

    private static final String SHAPE =
            "scale=%1$d:%1$d:force_original_aspect_ratio=increase,crop=%1$d:%1$d,format=yuvj420p".formatted(SIDE);

    private final Supplier<Ffmpeg> ffmpeg = SingletonSupplier.of(Ffmpeg::locate);

    /**
     * Draws the picture of a file.
     *
     * @return null for a file without one, or with one that cannot be read
     */
    @Nullable Content of(Content file) throws InterruptedException {
        if (!(file instanceof Content.OnDisk(Path path))) {
            return null;
        }
        try (FfmpegProcess process = ffmpeg.get().start(arguments(path), Reach.file(path))) {
            // A child that says nothing would keep the reader: its end closes the pipe.
            CompletableFuture.delayedExecutor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(process::close);
            byte[] picture = read(process.stdout());
            boolean whole = picture.length > 0 && picture.length <= MOST_BYTES;
            return whole && process.awaitExit(LIMIT).outcome() == FfmpegOutcome.FINISHED ? Content.of(picture) : null;
        } catch (IOException | FailureException e) {
            log.warn("Cover not read from a file: {}", e.toString());
            return null;
        }
    }

    private static byte[] read(InputStream picture) throws IOException {
        return picture.readNBytes(MOST_BYTES + 1);
    }

    private static List<String> arguments(Path file) {
        return List.of(
                "-protocol_whitelist",
                "file,pipe",
                "-max_pixels",
                MOST_PIXELS,
                "-threads",
                "1",
                "-i",
                "file:" + file,
                "-map",
                "0:v:0",
                "-frames:v",
                "1",
                "-vf",
                SHAPE,
                "-f",
                "image2pipe",
                "-c:v",
                "mjpeg",
                "pipe:1");
    }
}
