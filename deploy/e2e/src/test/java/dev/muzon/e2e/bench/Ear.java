package dev.muzon.e2e.bench;

import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.HeardTone;
import dev.muzon.e2e.suite.Telegram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A listener to one voice chat who remembers when each piece of sound came. Silence brings no pieces. */
final class Ear implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration FRAME = Duration.ofMillis(10);
    private static final int FRAME_BYTES = 1920;

    /** Enough sound to tell its tone. */
    private static final int TONE_FRAMES = 25;

    /** The mean square of a frame from which on it counts as sound. */
    private static final double AUDIBLE = 500 * 500;

    /** Only sound that lasts counts. Packets that were under way when a connection broke are heard for a moment. */
    private static final Duration LASTING = Duration.ofSeconds(1);

    private static final double MOSTLY = 0.8;

    private final Telegram telegram;
    private final long chat;
    private final List<Frame> frames = new ArrayList<>();
    private final Thread listener;
    private volatile boolean closed;

    /** An audible piece of sound, and when it came. */
    private record Frame(long nanoTime, ByteBuffer pcm) {}

    /** Listens from now on. */
    Ear(Telegram telegram, long chat) {
        this.telegram = telegram;
        this.chat = chat;
        listener = Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        while (!closed) {
            try (InputStream sound = telegram.sound(chat)) {
                for (byte[] pcm = sound.readNBytes(FRAME_BYTES);
                        pcm.length == FRAME_BYTES && !closed;
                        pcm = sound.readNBytes(FRAME_BYTES)) {
                    hear(new Frame(System.nanoTime(), ByteBuffer.wrap(pcm)));
                }
            } catch (IOException | UncheckedIOException e) {
                Thread.onSpinWait(); // Telegram is away, or this listener is. The next try tells.
            }
        }
    }

    private void hear(Frame frame) {
        double energy = 0;
        double[] left = HeardTone.left(frame.pcm().array());
        for (double sample : left) {
            energy += sample * sample;
        }
        if (energy / left.length > AUDIBLE) {
            synchronized (frames) {
                frames.add(frame);
            }
        }
    }

    private List<Frame> since(long nanoTime) {
        synchronized (frames) {
            return frames.stream().filter(frame -> frame.nanoTime() > nanoTime).toList();
        }
    }

    /** Waits until there was no sound for this long. */
    void awaitSilence(Duration length) {
        await("silence")
                .atMost(LIMIT)
                .pollInterval(LOOK)
                .until(() -> since(System.nanoTime() - length.toNanos()).isEmpty());
    }

    /**
     * Waits for sound that lasts.
     *
     * @param begin nanoTime from which on it counts
     * @return when it began, in nanoTime
     */
    long awaitSound(long begin) {
        return await("sound that lasts")
                .atMost(LIMIT)
                .pollInterval(LOOK)
                .until(() -> lasting(since(begin)), found -> found != 0);
    }

    /** Returns when the first sound after a moment came, 0 when none did. All are in nanoTime. */
    long firstAfter(long nanoTime) {
        return since(nanoTime).stream().findFirst().map(Frame::nanoTime).orElse(0L);
    }

    private static long lasting(List<Frame> heard) {
        int enough = (int) (MOSTLY * LASTING.dividedBy(FRAME));
        for (int i = 0; i + enough < heard.size(); i++) {
            long first = heard.get(i).nanoTime();
            if (heard.get(i + enough).nanoTime() - first <= LASTING.toNanos()) {
                return first;
            }
        }
        return 0;
    }

    /** Returns the longest silence between two sounds since then. */
    Duration longestGap(long begin) {
        List<Frame> heard = since(begin);
        return Duration.ofNanos(IntStream.range(1, heard.size())
                .mapToLong(i -> heard.get(i).nanoTime() - heard.get(i - 1).nanoTime())
                .max()
                .orElseThrow(() -> new AssertionError("nothing was heard")));
    }

    /** Returns the height of the tone that begins then, none when too little was heard. */
    OptionalInt hertzFrom(long nanoTime) {
        List<Frame> heard = since(nanoTime - 1);
        return heard.size() < TONE_FRAMES ? OptionalInt.empty() : hertz(heard.subList(0, TONE_FRAMES));
    }

    /** Returns the height of the last tone before that moment, none when too little was heard. */
    OptionalInt hertzBefore(long nanoTime) {
        List<Frame> heard =
                since(0).stream().filter(frame -> frame.nanoTime() < nanoTime).toList();
        return heard.size() < TONE_FRAMES
                ? OptionalInt.empty()
                : hertz(heard.subList(heard.size() - TONE_FRAMES, heard.size()));
    }

    private static OptionalInt hertz(List<Frame> frames) {
        ByteArrayOutputStream pcm = new ByteArrayOutputStream();
        frames.forEach(frame -> pcm.writeBytes(frame.pcm().array()));
        return OptionalInt.of((int) Math.round(HeardTone.in(pcm.toByteArray()).hertz()));
    }

    @Override
    public void close() {
        closed = true;
        listener.interrupt();
    }
}
