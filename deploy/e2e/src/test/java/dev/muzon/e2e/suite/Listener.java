package dev.muzon.e2e.suite;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.testkit.audio.TestTones;
import java.time.Duration;

/** A person in a voice chat who says what they hear. */
public final class Listener {
    private static final Duration MOMENT = Duration.ofMillis(700);
    private static final Duration GLIMPSE = Duration.ofMillis(250);
    private static final double STEP_HERTZ = TestTones.hertzOf(1) - TestTones.hertzOf(0);
    private static final double NEAR_HERTZ = 2;
    private static final double CLEAN_DECIBEL = 30;

    private final Telegram telegram;
    private final long chat;

    public Listener(Telegram telegram, long chat) {
        this.telegram = telegram;
        this.chat = chat;
    }

    /** Waits until this tone is heard. */
    public void awaitTone(int hertz) {
        await("a tone of " + hertz + " Hz")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> telegram.packets(chat) > 0 && Math.abs(moment().hertz() - hertz) <= NEAR_HERTZ);
    }

    /** Waits for the tone, then checks its purity: ±2 Hz, and over 30 dB in the median window. */
    public void hearsPure(int hertz) {
        awaitTone(hertz);
        HeardTone heard = HeardTone.in(telegram.listen(chat, Duration.ofSeconds(2)));
        assertThat(heard.hertz()).isBetween(hertz - NEAR_HERTZ, hertz + NEAR_HERTZ);
        assertThat(heard.snrDecibel()).isGreaterThan(CLEAN_DECIBEL);
    }

    /** Waits until no more packets arrive. */
    public void awaitSilence() {
        await("silence on the wire")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    long before = telegram.packets(chat);
                    // Long enough for eight packets of 60 ms.
                    await().pollDelay(Duration.ofMillis(500)).until(() -> true);
                    return telegram.packets(chat) == before;
                });
    }

    /**
     * Returns which second of {@link Music#STAIRCASE} is heard. −1 for something else, or a step from one to the next.
     */
    public int secondHeard() {
        double second = (HeardTone.in(telegram.listen(chat, GLIMPSE)).hertz() - TestTones.hertzOf(0)) / STEP_HERTZ;
        boolean exact = Math.abs(second - Math.rint(second)) < 0.15;
        return exact && second > -0.5 ? (int) Math.rint(second) : -1;
    }

    /**
     * Waits until one of these seconds of {@link Music#STAIRCASE} is heard.
     *
     * @return which
     */
    public int awaitSecond(int from, int to) {
        return await("a second from " + from + " to " + to)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> telegram.packets(chat) > 0 ? secondHeard() : -1, heard -> heard >= from && heard <= to);
    }

    /** Returns what is heard right now. */
    public HeardTone moment() {
        return HeardTone.in(telegram.listen(chat, MOMENT));
    }
}
