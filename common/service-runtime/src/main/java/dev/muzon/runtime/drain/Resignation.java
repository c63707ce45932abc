package dev.muzon.runtime.drain;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.resilience.BackoffSequence;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a process that cannot have what it needs to work. It says why and what its operator can do, drains, and
 * leaves with {@link #EXIT_CODE}. Its supervisor starts it again. It is for what is critical and stays so, see
 * {@link BackoffSequence#hopeless()}, never for an outage.
 */
public final class Resignation {
    /** {@code EX_TEMPFAIL} of sysexits: a supervisor may try again. */
    public static final int EXIT_CODE = 75;

    private static final Logger log = LoggerFactory.getLogger(Resignation.class);

    private final IntConsumer exit;
    private final AtomicBoolean submitted = new AtomicBoolean();

    /**
     * Prepares a resignation.
     *
     * @param exit {@link System#exit}, which drains
     */
    public Resignation(IntConsumer exit) {
        this.exit = exit;
    }

    /**
     * Returns at once. The process ends on another thread, because the drain may wait for the caller. Only the first
     * reason counts.
     *
     * @param need what could not be had, e.g. {@code "the bot's login"}
     * @param remedy for the operator, e.g. {@code "set BOT_TOKEN"}
     */
    public void submit(String need, Failure why, String remedy) {
        if (submitted.compareAndSet(false, true)) {
            log.error(
                    "Process gives up on {} after {} attempts: {}: {}. Remedy: {}. Exit code {}",
                    need,
                    BackoffSequence.CRITICAL_ATTEMPTS,
                    why.code().value(),
                    why.detail(),
                    remedy,
                    EXIT_CODE);
            Thread.ofPlatform().name("resignation").start(() -> exit.accept(EXIT_CODE));
        }
    }
}
