package dev.muzon.standalone.suite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A voice that says again and again how long something takes already, until it is closed. */
final class Reminder implements AutoCloseable {
    private final Thread thread;

    private Reminder(Thread thread) {
        this.thread = thread;
    }

    /**
     * Begins to remind.
     *
     * @param say told after each pause how long it has been
     */
    static Reminder every(Duration pause, Consumer<Duration> say) {
        return new Reminder(Thread.ofVirtual().start(() -> {
            try {
                for (int times = 1; ; times++) {
                    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                    say.accept(pause.multipliedBy(times));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // it is done
            }
        }));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
