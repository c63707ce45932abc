package dev.muzon.gateway.telegram;

import java.util.List;

/** The receiver of updates behind a source of them. */
public interface UpdateSink {

    /**
     * Accepts updates in Telegram's order. Returns when they are safe: Telegram may forget them then.
     *
     * @throws InterruptedException when the process ends first; Telegram has to send them again
     */
    void accept(List<Incoming> batch) throws InterruptedException;
}
