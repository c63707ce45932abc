package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.text.Times;
import java.time.Duration;

/** {@code 1:23 ▬▬▬🔘▬▬▬▬▬▬ 3:45}: narrow enough for a phone. */
final class ProgressBar {
    private static final int CELLS = 12;

    private ProgressBar() {}

    /**
     * Draws the bar.
     *
     * @param position at most the duration
     */
    static String draw(Duration position, Duration duration) {
        long whole = Math.max(1, duration.toMillis());
        int knob = (int) Math.min(CELLS - 1, position.toMillis() * CELLS / whole);
        return Times.clock(position) + " " + "▬".repeat(knob) + "🔘" + "▬".repeat(CELLS - 1 - knob) + " "
                + Times.clock(duration);
    }
}
