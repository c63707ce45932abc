package dev.muzon.gateway.telegram;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The time by Telegram's clock, which dates the messages. It is read from the {@code Date} header of Telegram's answers,
 * so that a wrong clock on this machine does not make fresh messages look old.
 */
@Component
public class TelegramTime {
    private static final Logger log = LoggerFactory.getLogger(TelegramTime.class);

    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    public TelegramTime(Clock clock) {
        this.clock = clock;
    }

    /** Returns Telegram's time, the machine's own until Telegram has answered once. */
    public Instant now() {
        return clock.instant().plus(ahead);
    }

    /**
     * Notes the time of an answer that has just arrived.
     *
     * @param date its header {@code Date}. One that cannot be read changes nothing
     */
    public void heard(String date) {
        try {
            ahead = Duration.between(clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            log.debug("Date of an answer not understood: {}", e.getMessage());
        }
    }
}
