package dev.muzon.assistant.tdlib;

import dev.muzon.resilience.BackoffSequence;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of the thread that receives for all accounts. Only the message that cannot be handled is lost. Without this
 * thread no account would receive anything, so its end is reported.
 */
final class Receiver implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Receiver.class);

    private final Supplier<@Nullable String> source;
    private final Consumer<String> dispatch;
    private final Consumer<Throwable> end;

    /**
     * Makes the loop.
     *
     * @param source waits for the next message, null when none came in time
     * @param dispatch hands a message on without waiting
     * @param end is told of the last error when receiving has failed five times in a row
     */
    Receiver(Supplier<@Nullable String> source, Consumer<String> dispatch, Consumer<Throwable> end) {
        this.source = source;
        this.dispatch = dispatch;
        this.end = end;
    }

    @Override
    public void run() {
        int failures = 0;
        while (failures < BackoffSequence.CRITICAL_ATTEMPTS) {
            try {
                String received = source.get();
                failures = 0;
                if (received != null) {
                    handle(received);
                }
            } catch (Throwable e) {
                failures++;
                fail(failures, e);
            }
        }
    }

    private void fail(int failures, Throwable e) {
        log.error("Receiving from TDLib failed ({} in a row)", failures, e);
        if (failures == BackoffSequence.CRITICAL_ATTEMPTS) {
            end.accept(e);
        }
    }

    private void handle(String received) {
        try {
            dispatch.accept(received);
        } catch (Throwable e) {
            log.error("Message of TDLib lost: it could not be handled", e);
        }
    }
}
