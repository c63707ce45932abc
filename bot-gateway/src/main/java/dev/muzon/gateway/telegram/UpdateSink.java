package dev.muzon.gateway.telegram;

import java.util.List;
import java.util.OptionalInt;

/** The receiver of updates behind a source of them. */
public interface UpdateSink {

    /**
     * Accepts updates in Telegram's order. Returns soon, so that one update that has to wait holds up no other.
     *
     * @return the first update that is not safe yet. Telegram has to keep it and all later ones, and to send them again
     *     after a moment. Empty when all are safe: Telegram may forget them
     * @throws InterruptedException when the process ends first; Telegram has to send them again
     */
    OptionalInt accept(List<Incoming> batch) throws InterruptedException;
}
