package dev.muzon.standalone.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The wait for a launched process to become ready. How long a start takes depends on the machine, so only one that has
 * printed nothing for its limit counts as hung.
 */
final class StartWatch {
    private static final Duration PROBE_PAUSE = Duration.ofMillis(100);
    private static final Duration REPORT_PAUSE = Duration.ofSeconds(30);

    private final ProcessSpec spec;
    private final SupervisorListener listener;

    StartWatch(ProcessSpec spec, SupervisorListener listener) {
        this.spec = spec;
        this.listener = listener;
    }

    /**
     * Waits until the process is ready or ends. Kills it when it hangs.
     *
     * @param waits told what the process waits for, in words
     * @return whether it is ready
     */
    boolean awaitReady(Process running, Output output, Consumer<String> waits) throws InterruptedException {
        long begin = System.nanoTime();
        long reported = begin;
        while (running.isAlive()) {
            String missing = spec.ready().missing(running.pid());
            if (missing == null) {
                return true;
            }
            waits.accept(missing);
            if (output.silence().compareTo(spec.startLimit()) > 0) {
                listener.startHung(spec.name(), spec.startLimit());
                running.destroyForcibly();
                return false;
            }
            if (System.nanoTime() - reported > REPORT_PAUSE.toNanos()) {
                reported = System.nanoTime();
                listener.stillStarting(spec.name(), Duration.ofNanos(reported - begin), missing);
            }
            TimeUnit.MILLISECONDS.sleep(PROBE_PAUSE.toMillis());
        }
        return false;
    }
}
