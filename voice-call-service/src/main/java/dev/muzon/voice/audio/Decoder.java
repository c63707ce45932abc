package dev.muzon.voice.audio;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ffmpeg child between media and the ring. The child reads a pipe and nothing else. Closing from another thread ends
 * it at once: the blocking calls here are pipe I/O, which an interrupt does not reach.
 */
final class Decoder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Decoder.class);
    /** A sixth of a second of PCM. It is half of what a pipe holds, so that the child never waits for us. */
    private static final int CHUNK = 32 * 1024;

    /** On a pipe the demuxer overshoots by up to a cluster, five seconds. The rest of the way is decoded. */
    private static final Duration OVERSHOOT = Duration.ofSeconds(20);

    private static final Duration EXIT_LIMIT = Duration.ofSeconds(5);

    private final FfmpegProcess process;
    private volatile @Nullable IOException broken;

    /**
     * The result of decoding.
     *
     * @param bytes of PCM that went into the ring
     * @param broken why the media ended too early, null when it did not
     */
    record Decoded(long bytes, @Nullable IOException broken, FfmpegExit exit) {}

    private Decoder(FfmpegProcess process) {
        this.process = process;
    }

    /**
     * Starts the child. It waits for its media, which may be asked for while it starts.
     *
     * @param skip how much of the media not to hear, exact to a sample
     */
    static Decoder start(Ffmpeg ffmpeg, Duration skip) {
        // The header names codec and rate: little has to be read before the first sound, which matters for live media.
        List<String> args = new ArrayList<>(List.of("-protocol_whitelist", "pipe", "-probesize", "128k"));
        args.addAll(List.of("-analyzeduration", "500k", "-f", "matroska"));
        Duration demuxed = skip.compareTo(OVERSHOOT) > 0 ? skip.minus(OVERSHOOT) : Duration.ZERO;
        if (!demuxed.isZero()) {
            args.addAll(List.of("-ss", millis(demuxed)));
        }
        args.addAll(List.of("-i", "pipe:0", "-ss", millis(skip.minus(demuxed))));
        args.addAll(List.of("-vn", "-sn", "-dn", "-f", "s16le", "-ac", "2"));
        args.addAll(List.of("-ar", Integer.toString(Pcm.SAMPLE_RATE), "pipe:1"));
        return new Decoder(ffmpeg.startFed(args));
    }

    /** Decodes to the end of the media, or until the ring is closed or the thread interrupted. */
    Decoded run(InputStream media, PcmRing ring, Runnable afterChunk) throws IOException, InterruptedException {
        Thread feeder = Thread.ofPlatform().daemon().name("ffmpeg-feeder").start(() -> feed(media));
        long bytes = 0;
        byte[] chunk = new byte[CHUNK];
        InputStream pcm = process.stdout();
        for (int n = pcm.read(chunk); n >= 0 && ring.write(chunk, n); n = pcm.read(chunk)) {
            bytes += n;
            afterChunk.run();
        }
        FfmpegExit exit = process.awaitExit(EXIT_LIMIT);
        feeder.join(EXIT_LIMIT);
        return new Decoded(bytes, broken, exit);
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }

    private void feed(InputStream media) {
        try (OutputStream stdin = process.stdin()) {
            byte[] chunk = new byte[CHUNK];
            while (true) {
                int n = readMedia(media, chunk);
                if (n < 0) {
                    return;
                }
                stdin.write(chunk, 0, n);
            }
        } catch (IOException e) {
            log.debug("Decoder stopped reading: {}", e.getMessage());
        } catch (Throwable e) {
            log.error("Media not fed to ffmpeg", e);
            broken = new IOException("feeding ffmpeg failed: " + e, e);
        }
    }

    /**
     * Reads the next chunk. A broken transfer ends the child's input like a proper end does, so that everything before
     * is heard.
     */
    private int readMedia(InputStream media, byte[] chunk) {
        try {
            return media.read(chunk);
        } catch (IOException e) {
            broken = e;
            return -1;
        } catch (Throwable e) {
            log.error("Media not read", e);
            broken = new IOException("reading the media failed: " + e, e);
            return -1;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
