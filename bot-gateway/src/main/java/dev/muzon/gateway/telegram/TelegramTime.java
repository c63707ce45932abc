package dev.muzon.gateway.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * The time by Telegram's clock, which dates the messages. It is read from the {@code Date} header of Telegram's answers,
 * so that a wrong clock on this machine does not make fresh messages look old.
 */
@Component
public class TelegramTime {
    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    public TelegramTime(Clock clock) {
        this.clock = clock;
    }

    /** Returns Telegram's time, the machine's own until Telegram has answered once. */
    public Instant now() {
        return clock.instant().plus(ahead);
    }

    /** @param date of an answer that has just arrived; to the second */
    public void heard(Instant date) {
        ahead = Duration.between(clock.instant(), date);
    }
}
