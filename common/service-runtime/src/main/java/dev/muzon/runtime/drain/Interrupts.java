package dev.muzon.runtime.drain;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * Ctrl+C: the first one drains and exits, the second one ends the process where it stands. The JVM by itself ignores
 * every further signal once it has begun to shut down.
 */
@SuppressWarnings("sunapi") // the JDK has no other way to hear of a signal
final class Interrupts {
    private static final Logger LOG = LoggerFactory.getLogger(Interrupts.class);

    /** 128 + SIGINT, as shells report it. */
    private static final int EXIT_CODE = 130;

    private final AtomicBoolean leaving = new AtomicBoolean();

    void listen() {
        try {
            Signal.handle(new Signal("INT"), _ -> interrupted());
        } catch (IllegalArgumentException reserved) {
            LOG.debug("the JVM keeps SIGINT for itself (-Xrs)", reserved);
        }
    }

    private void interrupted() {
        if (leaving.compareAndSet(false, true)) {
            System.exit(EXIT_CODE);
        } else {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
