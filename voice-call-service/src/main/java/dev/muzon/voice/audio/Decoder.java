package dev.muzon.voice.audio;

import dev.muzon.confinement.Reach;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
    /** Half of what a pipe holds, so that the child never waits for us. */
    private static final int CHUNK = 32 * 1024;

    /** Encoded media are a tenth of the sound. */
    private static final int FED_CHUNK = 8 * 1024;

    private static final int SAMPLE_BYTES = Pcm.CHANNELS * Float.BYTES;

    /**
     * Makes stereo of any number of channels, as loud as a stereo sound would be. Channels that the sound does not have
     * count as silent. The centre, where voices and mono sound are, goes to both sides as it is.
     */
    private static final String STEREO = "pan=stereo"
            + "|c0=FL+FC+0.707*FLC+0.707*BL+0.707*SL+0.5*BC+DL"
            + "|c1=FR+FC+0.707*FRC+0.707*BR+0.707*SR+0.5*BC+DR";

    /** No sound is louder. What is, a damaged file made. */
    private static final float LOUDEST = 16;

    /** On a pipe the demuxer overshoots by up to a cluster, five seconds. The rest of the way is decoded. */
    private static final Duration OVERSHOOT = Duration.ofSeconds(20);

    /** One thread for each part. ffmpeg would start a dozen even on a small machine, and use few of them. */
    private static final List<String> ONE_THREAD = List.of("-threads", "1", "-filter_threads", "1");

    private static final Duration EXIT_LIMIT = Duration.ofSeconds(5);

    private static final SpareBuffers<DecodedChunk> DECODED = new SpareBuffers<>(DecodedChunk::new);
    private static final SpareBuffers<byte[]> FED = new SpareBuffers<>(() -> new byte[FED_CHUNK]);

    private final FfmpegProcess process;
    private volatile @Nullable IOException broken;

    /**
     * The result of decoding.
     *
     * @param samples that went into the ring
     * @param broken why the media ended too early, null when it did not
     */
    record Decoded(long samples, @Nullable IOException broken, FfmpegExit exit) {}

    /** A chunk of sound, as it is read and as it is handed on. */
    private static final class DecodedChunk {
        final byte[] bytes = new byte[CHUNK];
        final FloatBuffer values =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        final float[] sound = new float[CHUNK / Float.BYTES];
    }

    private Decoder(FfmpegProcess process) {
        this.process = process;
    }

    /** A receiver of decoded sound. */
    interface Sink {
        /**
         * Takes the sound, and may wait. The array is filled again afterwards.
         *
         * @param length values of whole samples
         * @return false when no more is wanted
         */
        boolean accept(float[] sound, int length) throws InterruptedException;
    }

    /**
     * Starts the child. It waits for its media, which may be asked for while it starts.
     *
     * @param skip how much of the media not to hear, exact to a sample
     */
    static Decoder start(Ffmpeg ffmpeg, Duration skip, SoundFilters filters) {
        // The header names codec and rate: little has to be read before the first sound, which matters for live media.
        List<String> args = new ArrayList<>(List.of("-protocol_whitelist", "pipe", "-probesize", "128k"));
        args.addAll(List.of("-analyzeduration", "500k", "-f", "matroska"));
        args.addAll(ONE_THREAD);
        Duration demuxed = skip.compareTo(OVERSHOOT) > 0 ? skip.minus(OVERSHOOT) : Duration.ZERO;
        if (!demuxed.isZero()) {
            args.addAll(List.of("-ss", micros(demuxed)));
        }
        List<String> chain = new ArrayList<>(List.of("aresample=" + Pcm.SAMPLE_RATE));
        if (!skip.isZero()) {
            chain.add("atrim=start=" + micros(skip.minus(demuxed)));
        }
        chain.add(STEREO);
        chain.addAll(filters.arguments());
        args.addAll(List.of("-i", "pipe:0", "-vn", "-sn", "-dn", "-af", String.join(",", chain)));
        args.addAll(List.of("-f", "f32le", "-ac", Integer.toString(Pcm.CHANNELS)));
        args.addAll(List.of("-ar", Integer.toString(Pcm.SAMPLE_RATE), "pipe:1"));
        return new Decoder(ffmpeg.startFed(args, Reach.PIPES));
    }

    /** Decodes to the end of the media, or until the sink wants no more or the thread is interrupted. */
    Decoded run(InputStream media, Sink sink) throws IOException, InterruptedException {
        Thread feeder = Thread.ofPlatform().daemon().name("ffmpeg-feeder").start(() -> feed(media));
        long samples = decode(process.stdout(), sink);
        FfmpegExit exit = process.awaitExit(EXIT_LIMIT);
        feeder.join(EXIT_LIMIT);
        return new Decoded(samples, broken, exit);
    }

    private static long decode(InputStream pcm, Sink sink) throws IOException, InterruptedException {
        DecodedChunk chunk = DECODED.take();
        try {
            return decode(pcm, chunk, sink);
        } finally {
            DECODED.giveBack(chunk);
        }
    }

    private static long decode(InputStream pcm, DecodedChunk chunk, Sink sink)
            throws IOException, InterruptedException {
        byte[] bytes = chunk.bytes;
        float[] sound = chunk.sound;
        long samples = 0;
        int rest = 0;
        for (int n = pcm.read(bytes); n >= 0; n = pcm.read(bytes, rest, CHUNK - rest)) {
            int whole = (rest + n) / SAMPLE_BYTES;
            chunk.values.get(0, sound, 0, whole * Pcm.CHANNELS);
            silenceDamage(sound, whole * Pcm.CHANNELS);
            if (!sink.accept(sound, whole * Pcm.CHANNELS)) {
                return samples;
            }
            samples += whole;
            rest = rest + n - whole * SAMPLE_BYTES;
            System.arraycopy(bytes, whole * SAMPLE_BYTES, bytes, 0, rest);
        }
        return samples;
    }

    private static void silenceDamage(float[] sound, int length) {
        for (int i = 0; i < length; i++) {
            float value = sound[i];
            boolean possible = value <= LOUDEST && value >= -LOUDEST;
            if (!possible) {
                sound[i] = 0;
            }
        }
    }

    private static String micros(Duration duration) {
        return (duration.toNanos() + 500) / 1000 + "us";
    }

    private void feed(InputStream media) {
        byte[] chunk = FED.take();
        try (OutputStream stdin = process.stdin()) {
            while (true) {
                int n = readMedia(media, chunk);
                if (n < 0) {
                    return;
                }
                stdin.write(chunk, 0, n);
                // Small pieces of a live stream must not wait until a buffer is full.
                stdin.flush();
            }
        } catch (IOException e) {
            log.debug("Decoder stopped reading: {}", e.getMessage());
        } catch (Throwable e) {
            log.error("Media not fed to ffmpeg", e);
            broken = new IOException("feeding ffmpeg failed: " + e, e);
        } finally {
            FED.giveBack(chunk);
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
