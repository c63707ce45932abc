package dev.muzon.voice.audio;

import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.voice.player.StreamEnd;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One track that is fetched, decoded and buffered. A transfer that breaks off is opened again at the decoded position
 * while the buffer plays on. The end is judged by what was decoded, since ffmpeg's exit code proves nothing.
 */
final class FfmpegPcmSource implements PcmSource {
    private static final Logger log = LoggerFactory.getLogger(FfmpegPcmSource.class);

    /** Sound that is decoded before playback. It bridges the gap between two chunks and is too short to notice. */
    private static final Duration PREBUFFER = Duration.ofMillis(200);

    /** Attempts without a single new sample. They take about 15 s with the default backoff. */
    private static final int FRUITLESS_ATTEMPTS = 7;
    /** Breaks at one place that prove that the file ends there, and not only the connection. */
    private static final int BREAKS_AT_ONE_PLACE = 3;

    private final FfmpegPcmSources setup;
    private final Track track;
    private final Listener listener;
    private final PcmRing ring;
    private final int prebuffer;
    private final Thread producer;
    /** True once the listener knows that there is sound, or the end. An underrun resets it. */
    private final AtomicBoolean told = new AtomicBoolean();

    private final Object lock = new Object();

    private final Cut cut;
    private final TrackLoudness loudness;
    private Duration at;
    private long produced;
    /** Samples that the reader took. Only the reader uses it. */
    private long read;

    private @Nullable Recording recording;
    private @Nullable Decoder decoder;
    private boolean closed;
    private volatile @Nullable StreamEnd outcome;

    /** The part of the track that is heard, and how it is changed. */
    record Cut(Duration from, SoundFilters filters) {}

    FfmpegPcmSource(
            FfmpegPcmSources setup,
            Track track,
            Cut cut,
            @Nullable Recording shared,
            TrackLoudness loudness,
            Listener listener) {
        this.setup = setup;
        this.track = track;
        this.cut = cut;
        this.at = cut.from();
        this.recording = shared;
        this.loudness = loudness;
        this.listener = listener;
        int capacity = values(setup.buffer());
        ring = new PcmRing(capacity);
        prebuffer = Math.min(values(PREBUFFER), capacity);
        producer = Thread.ofPlatform().daemon().name("pcm-" + track.id()).unstarted(inThisChat(this::produce));
    }

    /** Lets another thread's log lines carry the chat of this one. */
    private static Runnable inThisChat(Runnable work) {
        String chat = MDC.get(LogContext.CHAT);
        return () -> {
            try (var _ = chat == null ? null : MDC.putCloseable(LogContext.CHAT, chat)) {
                work.run();
            }
        };
    }

    /** Starts decoding. When no thread can be started the source ends at once, with that reason. */
    FfmpegPcmSource start() {
        try {
            producer.start();
        } catch (Throwable e) {
            outcome = unexpected(e);
        }
        return this;
    }

    @Override
    public boolean primed() {
        return outcome != null || ring.available() >= prebuffer;
    }

    private static int values(Duration duration) {
        return Math.toIntExact(Pcm.samples(duration) * Pcm.CHANNELS);
    }

    @Override
    public int read(float[] into, int offset, int length) {
        int n = ring.read(into, offset, length);
        read += n / Pcm.CHANNELS;
        if (n < length) {
            told.set(false);
            // The producer may have added sound just before. Then nobody else would tell the listener.
            tellIfPrimed();
        }
        return n;
    }

    @Override
    public @Nullable StreamEnd end() {
        StreamEnd end = outcome;
        return end != null && ring.available() < Pcm.CHANNELS ? end : null;
    }

    @Override
    public long left() {
        Duration duration = track.duration();
        if (outcome != null || duration == null) {
            return outcome == null ? -1 : ring.available() / Pcm.CHANNELS;
        }
        long nanos = Math.round(duration.minus(cut.from()).toNanos() / tempo());
        return Math.max(ring.available() / Pcm.CHANNELS, Pcm.samples(Duration.ofNanos(nanos)) - read);
    }

    @Override
    public double tempo() {
        return cut.filters().tempo();
    }

    @Override
    public boolean live() {
        return track.live();
    }

    @Override
    public @Nullable Loudness known() {
        return loudness.known();
    }

    @Override
    public @Nullable Loudness measured() {
        return loudness.measured();
    }

    @Override
    public @Nullable PcmSource seek(Duration from, SoundFilters filters, Listener newListener) {
        Recording shared = null;
        synchronized (lock) {
            if (closed) {
                return null;
            }
            if (recording != null && recording.base().compareTo(from) <= 0 && recording.share()) {
                shared = recording;
            }
        }
        return new FfmpegPcmSource(setup, track, new Cut(from, filters), shared, loudness, newListener).start();
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (decoder != null) {
                decoder.close();
            }
            dropRecording();
        }
        ring.close();
        producer.interrupt();
        loudness.save();
    }

    private void produce() {
        try {
            outcome = produceAll();
            loudness.save();
        } catch (InterruptedException closing) {
            log.debug("Track {} was closed at {}", track.id(), at);
            return;
        } catch (Throwable e) {
            outcome = unexpected(e);
        }
        try {
            listener.ending();
        } finally {
            tellIfPrimed();
        }
    }

    private StreamEnd unexpected(Throwable e) {
        log.error("Track {} was not decoded", track.id(), e);
        return StreamEnd.failed(Failure.of(FailureCode.INTERNAL, e.toString()));
    }

    private StreamEnd produceAll() throws InterruptedException {
        BackoffSequence attempts = setup.backoff().start(ThreadLocalRandom.current());
        int breaks = 0;
        while (true) {
            Failure trouble;
            long before = produced;
            try {
                StreamEnd end = decodeOnce();
                if (end != null) {
                    return end;
                }
                trouble = Failure.of(FailureCode.SOURCE_UNAVAILABLE, "the transfer broke off at " + at);
                breaks = produced > before ? 0 : breaks + 1;
            } catch (FailureException refused) {
                trouble = refused.failure();
            } catch (IOException noDisk) {
                trouble = Failure.of(FailureCode.SOURCE_UNAVAILABLE, "cannot keep the media: " + noDisk);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (produced > before) {
                attempts.succeeded();
            }
            Duration wait = attempts.failed(trouble);
            if (!passes(trouble) || attempts.failures() >= FRUITLESS_ATTEMPTS || breaks >= BREAKS_AT_ONE_PLACE) {
                return reachedEnd() ? StreamEnd.FINISHED : broken(trouble);
            }
            log.warn("Track {} broke off at {}, retrying in {}: {}", track.id(), at, wait, trouble);
            Thread.sleep(wait);
        }
    }

    private static boolean passes(Failure trouble) {
        return trouble instanceof Failure.Transient || trouble instanceof Failure.FloodWait;
    }

    /** @return null when the media broke off and another attempt makes sense */
    private @Nullable StreamEnd decodeOnce() throws IOException, InterruptedException {
        Decoder.Decoded decoded;
        try (Decoder running = Decoder.start(setup.ffmpeg(), skip(), cut.filters())) {
            synchronized (lock) {
                if (closed) {
                    throw new InterruptedException("closed");
                }
                decoder = running;
            }
            decoded = track.live() ? decodeLive(running) : decodeRecording(running);
        }
        produced += decoded.samples();
        at = at.plus(Duration.ofNanos(Math.round(Pcm.duration(decoded.samples()).toNanos() * tempo())));
        if (decoded.broken() != null && !reached(Duration.ZERO)) {
            synchronized (lock) {
                dropRecording();
            }
            return null;
        }
        if (decoded.exit().outcome() == FfmpegOutcome.CRASHED && !reached(Duration.ZERO)) {
            // Something ended the child. The media is as whole as before.
            return null;
        }
        if (reachedEnd() || (track.live() && decoded.samples() > 0)) {
            return StreamEnd.FINISHED;
        }
        return endedEarly(decoded);
    }

    /** Returns the length of what a shared recording holds before our position. */
    private Duration skip() {
        synchronized (lock) {
            return recording == null ? Duration.ZERO : at.minus(recording.base());
        }
    }

    private Decoder.Decoded decodeLive(Decoder running) throws IOException, InterruptedException {
        try (InputStream media = setup.media().open(track, Duration.ZERO)) {
            return running.run(media, this::accept);
        }
    }

    private Decoder.Decoded decodeRecording(Decoder running) throws IOException, InterruptedException {
        return running.run(recording().reader(), this::accept);
    }

    private boolean accept(float[] sound, int length) throws InterruptedException {
        if (cut.filters().equals(SoundFilters.NONE)) {
            loudness.add(sound, length);
        }
        boolean wanted = ring.write(sound, length);
        tellIfPrimed();
        return wanted;
    }

    private Recording recording() throws IOException, InterruptedException {
        synchronized (lock) {
            if (recording != null) {
                return recording;
            }
        }
        Recording fresh = Recording.of(setup.media().open(track, at), at, setup.recordings());
        synchronized (lock) {
            if (closed) {
                fresh.close();
                throw new InterruptedException("closed");
            }
            recording = fresh;
            return fresh;
        }
    }

    private void dropRecording() {
        if (recording != null) {
            recording.close();
            recording = null;
        }
    }

    private boolean reachedEnd() {
        Duration duration = track.duration();
        return duration != null && reached(tolerance(duration));
    }

    private boolean reached(Duration beforeTheEnd) {
        Duration duration = track.duration();
        return duration != null && at.plus(beforeTheEnd).compareTo(duration) >= 0;
    }

    /**
     * Returns how far before the tagged duration the media may end. Tags round and estimate, so it is a twentieth, but
     * never so much that a listener would call the track cut off.
     */
    private static Duration tolerance(Duration duration) {
        Duration share = duration.dividedBy(20);
        Duration most = Duration.ofSeconds(2);
        return share.compareTo(most) < 0 ? share : most;
    }

    private StreamEnd endedEarly(Decoder.Decoded decoded) {
        if (produced == 0 && cut.from().isZero()) {
            return StreamEnd.failed(
                    decoded.exit().outcome() == FfmpegOutcome.FINISHED
                            ? Failure.of(FailureCode.NOT_AUDIO, "there is no sound in it")
                            : decoded.exit().failure());
        }
        return StreamEnd.truncated(
                Failure.of(FailureCode.SOURCE_TRUNCATED, "ended at " + at + " of " + track.duration()));
    }

    private StreamEnd broken(Failure trouble) {
        return produced == 0 ? StreamEnd.failed(trouble) : StreamEnd.truncated(trouble);
    }

    private void tellIfPrimed() {
        if (!told.get() && primed() && told.compareAndSet(false, true)) {
            listener.primed();
        }
    }
}
