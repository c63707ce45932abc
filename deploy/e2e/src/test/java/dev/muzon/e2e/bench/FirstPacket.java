package dev.muzon.e2e.bench;

import dev.muzon.e2e.suite.Telegram;
import java.time.Duration;
import java.util.List;

/**
 * The time from sending {@code /play} to the next Opus packet at the SFU. Between songs and while a call lingers no
 * packets flow, so any further packet is the song's. The SFU's count is up to 50 ms old, which is in the numbers.
 */
final class FirstPacket implements Measurement {
    private static final int TIMES = 9;
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final double IDLE_TARGET_MILLIS = 716;
    private static final double LINGERING_TARGET_MILLIS = 157;

    private final boolean callUp;

    private FirstPacket(boolean callUp) {
        this.callUp = callUp;
    }

    /** Measures with an empty voice chat. */
    static FirstPacket fromIdle() {
        return new FirstPacket(false);
    }

    /** Measures when the song before has just ended. */
    static FirstPacket callUp() {
        return new FirstPacket(true);
    }

    @Override
    public List<Result> on(MeasuredSuite measured) throws InterruptedException {
        long chat = measured.lounge();
        // The first song of all loads libraries on both sides.
        toFirstPacket(measured, chat);
        Samples samples = new Samples();
        for (int i = 0; i < TIMES; i++) {
            if (callUp) {
                measured.hearOut(chat);
            } else {
                measured.stop(chat);
            }
            samples.add(toFirstPacket(measured, chat));
        }
        measured.stop(chat);
        return List.of(
                callUp
                        ? Result.median("/play to packet, call up", "ms", samples, LINGERING_TARGET_MILLIS, "")
                        : Result.median(
                                "/play to packet, idle",
                                "ms",
                                samples,
                                IDLE_TARGET_MILLIS,
                                "the SFU's 400 ms before it answers are in it"));
    }

    private double toFirstPacket(MeasuredSuite measured, long chat) throws InterruptedException {
        Telegram telegram = measured.telegram();
        long before = telegram.packets(chat);
        long begin = System.nanoTime();
        measured.play(chat, (callUp ? Repertoire.JINGLE : Repertoire.SYMPHONY).title());
        while (telegram.packets(chat) <= before) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new AssertionError(
                        "nothing was heard within " + LIMIT + measured.suite().logTails());
            }
            Thread.sleep(LOOK);
        }
        return (System.nanoTime() - begin) / 1e6;
    }
}
