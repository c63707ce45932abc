package dev.muzon.e2e.bench;

import dev.muzon.e2e.suite.Telegram;
import java.time.Duration;
import java.util.List;

/**
 * From sending {@code /play} to the next Opus packet at the SFU. Between songs and while a call lingers no packets
 * flow, so any further packet is the song's. The SFU's count is up to 50 ms old, which is in the numbers.
 */
final class FirstPacket implements Measurement {
    private static final int TIMES = 9;
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final double IDLE_TARGET_MILLIS = 1200;
    private static final double LINGERING_TARGET_MILLIS = 300;

    private final boolean callUp;

    private FirstPacket(boolean callUp) {
        this.callUp = callUp;
    }

    /** Nobody is in the voice chat. */
    static FirstPacket fromIdle() {
        return new FirstPacket(false);
    }

    /** The song before has just ended. */
    static FirstPacket callUp() {
        return new FirstPacket(true);
    }

    @Override
    public List<Result> on(Stage stage) throws InterruptedException {
        long chat = stage.lounge();
        // The first song of all loads libraries on both sides.
        toFirstPacket(stage, chat);
        Samples samples = new Samples();
        for (int i = 0; i < TIMES; i++) {
            if (callUp) {
                stage.hearOut(chat);
            } else {
                stage.stop(chat);
            }
            samples.add(toFirstPacket(stage, chat));
        }
        stage.stop(chat);
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

    private double toFirstPacket(Stage stage, long chat) throws InterruptedException {
        Telegram telegram = stage.telegram();
        long before = telegram.packets(chat);
        long begin = System.nanoTime();
        stage.play(chat, (callUp ? Repertoire.JINGLE : Repertoire.SYMPHONY).title());
        while (telegram.packets(chat) <= before) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new AssertionError(
                        "nothing was heard within " + LIMIT + stage.suite().logTails());
            }
            Thread.sleep(LOOK);
        }
        return (System.nanoTime() - begin) / 1e6;
    }
}
