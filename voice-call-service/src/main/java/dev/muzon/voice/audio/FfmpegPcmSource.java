package dev.muzon.voice.audio;

import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.Span;
import dev.muzon.runtime.trace.WorkContext;
import dev.muzon.voice.player.StreamEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One track that is fetched, decoded and buffered. A transfer that breaks off is opened again at the decoded position
 * while the buffer plays on.
 */
final class FfmpegPcmSource implements PcmSource {
    private static final Logger log = LoggerFactory.getLogger(FfmpegPcmSource.class);

    /** Sound that is decoded before playback. It bridges the gap between two chunks and is too short to notice. */
    private static final Duration PREBUFFER = Duration.ofMillis(200);

    /** Sound ahead of the listener of a track. The rest lies in its recording, so that another decoder is there soon. */
    private static final Duration RECORDED_BUFFER = Duration.ofMillis(500);

    /** Attempts without a single new sample. They take about 10 s with the default backoff. */
    private static final int FRUITLESS_ATTEMPTS = 20;
    /** Breaks at one place that prove that the file ends there, and not only the connection. */
    private static final int BREAKS_AT_ONE_PLACE = 3;
    /** Exit code of a child that something else ended, as the kernel does when memory is short. */
    private static final int KILLED = 137;

    private final FfmpegPcmSources setup;
    private final FetchedTrack media;
    private final Track track;
    private final Listener listener;
    private final PcmRing ring;
    private final int prebuffer;
    private final Thread producer;
    /** True once the listener knows that there is sound, or the end. An underrun resets it. */
    private final AtomicBoolean told = new AtomicBoolean();

    private final Cut cut;
    private final DecodedPart done;
    private final TrackLoudness loudness;
    /** Samples of the decoder that runs. Only the producer uses it. */
    private long undone;

    /** True once the media went on far longer than the track can be. Only the producer uses it. */
    private boolean overran;

    /** Samples that the reader took. Only the reader uses it. */
    private long read;

    private volatile @Nullable StreamEnd outcome;

    /** The part of the track that is heard, and how it is changed. */
    record Cut(Duration from, SoundFilters filters) {}

    FfmpegPcmSource(FfmpegPcmSources setup, FetchedTrack media, Cut cut, TrackLoudness loudness, Listener listener) {
        this.setup = setup;
        this.media = media;
        track = media.track();
        this.cut = cut;
        done = new DecodedPart(
                media::length, track.live(), cut.from(), cut.filters().tempo());
        this.loudness = loudness;
        this.listener = listener;
        int capacity = values(track.live() ? setup.buffer() : RECORDED_BUFFER);
        ring = new PcmRing(capacity);
        prebuffer = Math.min(values(PREBUFFER), capacity);
        producer = Thread.ofPlatform().daemon().name("pcm-" + track.id()).unstarted(WorkContext.carried(this::produce));
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
        Duration duration = media.length();
        if (outcome != null || duration == null) {
            return outcome == null ? -1 : ring.available() / Pcm.CHANNELS;
        }
        long nanos = Math.round(duration.minus(cut.from()).toNanos() / tempo());
        return Math.max(ring.available() / Pcm.CHANNELS, Pcm.samples(Duration.ofNanos(nanos)) - read);
    }

    @Override
    public boolean broken() {
        StreamEnd end = outcome;
        return end != null && end.reason() != EndReason.FINISHED;
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
        FetchedTrack shared = media.from(from, newListener);
        return shared == null
                ? null
                : new FfmpegPcmSource(setup, shared, new Cut(from, filters), loudness, newListener).start();
    }

    @Override
    public void close() {
        media.close();
        ring.close();
        producer.interrupt();
        loudness.save();
    }

    private void produce() {
        StreamEnd end;
        try {
            end = produceAll();
            loudness.save();
        } catch (InterruptedException closing) {
            log.debug("Track {} was closed at {}", track.id(), done.at());
            return;
        } catch (Throwable e) {
            end = unexpected(e);
        }
        outcome = end;
        try {
            if (!end.mayGoOn(track.live())) {
                listener.ending();
            }
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
            long before = done.samples();
            try {
                StreamEnd end = decodeOnce();
                if (end != null) {
                    return end;
                }
                trouble = Failure.of(FailureCode.SOURCE_UNAVAILABLE, "the transfer broke off at " + done.at());
                breaks = done.samples() > before ? 0 : breaks + 1;
            } catch (FailureException refused) {
                trouble = refused.failure();
            } catch (IOException noDisk) {
                trouble = Failure.of(FailureCode.SOURCE_UNAVAILABLE, "cannot keep the media: " + noDisk);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (done.samples() > before) {
                attempts.succeeded();
            }
            Duration wait = attempts.failed(trouble);
            if (breaks >= BREAKS_AT_ONE_PLACE) {
                return done.brokeOff(trouble);
            }
            if (!passes(trouble) || attempts.failures() >= FRUITLESS_ATTEMPTS) {
                return done.givenUp(trouble);
            }
            logBreak(attempts.failures(), wait, trouble);
            listener.troubled(trouble);
            Thread.sleep(wait);
        }
    }

    private static boolean passes(Failure trouble) {
        return trouble instanceof Failure.Transient || trouble instanceof Failure.FloodWait;
    }

    private void logBreak(int failures, Duration wait, Failure trouble) {
        if (failures == 1) {
            log.warn(
                    "Track {} broke off at {}, retrying in {}: {}: {}",
                    track.id(),
                    new Span(done.at()),
                    new Span(wait),
                    trouble.code().value(),
                    trouble.detail());
        } else {
            log.debug("Track {} broke off again at {}, retrying in {}: {}", track.id(), done.at(), wait, trouble);
        }
    }

    /** @return null when the media broke off and another attempt makes sense */
    private @Nullable StreamEnd decodeOnce() throws IOException, InterruptedException {
        Decoder.Decoded decoded = decode();
        if (decoded.broken() instanceof Recording.NotFetchedYet) {
            log.debug("Track {} is opened at {}, where its transfer would not be for long", track.id(), done.at());
            media.drop();
            decoded = decode();
        }
        if (overran) {
            return done.overran();
        }
        if (decoded.broken() != null && !done.whole()) {
            media.drop();
            if (decoded.broken().getCause() instanceof RecordingBudget.DiskFull full) {
                throw Failure.of(FailureCode.DISK_FULL, String.valueOf(full.getMessage()))
                        .causedBy(full);
            }
            return null;
        }
        if (decoded.exit().outcome() == FfmpegOutcome.CRASHED && !done.whole()) {
            // The media is as whole as before. Only a crash can be its fault.
            if (decoded.exit().code() == KILLED) {
                throw Failure.of(FailureCode.INTERNAL_TRANSIENT, "the decoder was killed at " + done.at())
                        .asException();
            }
            return null;
        }
        return done.ended(decoded.exit());
    }

    private Decoder.Decoded decode() throws IOException, InterruptedException {
        undone = 0;
        Decoder.Decoded decoded = media.decode(done.at(), cut.filters(), this::accept);
        done.add(decoded.samples());
        return decoded;
    }

    private boolean accept(float[] sound, int length) throws InterruptedException {
        if (cut.filters().equals(SoundFilters.NONE)) {
            loudness.add(sound, length);
        }
        boolean wanted = ring.write(sound, length);
        tellIfPrimed();
        undone += length / Pcm.CHANNELS;
        overran = done.overruns(undone);
        return wanted && !overran;
    }

    private void tellIfPrimed() {
        if (!told.get() && primed() && told.compareAndSet(false, true)) {
            listener.primed();
        }
    }
}
