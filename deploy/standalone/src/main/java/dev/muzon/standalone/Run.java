package dev.muzon.standalone;

import dev.muzon.standalone.process.Signals;
import dev.muzon.standalone.process.Supervisor;
import java.util.concurrent.CountDownLatch;

/**
 * The life of a supervised run: the first SIGINT or SIGTERM drains every process within its limit, a second one kills
 * what is left at once. {@link #await} returns when everything has ended.
 */
final class Run {
    private static final int KILLED_BY_INTERRUPT = 130;

    private final Supervisor supervisor;
    private final Console console;
    private final CountDownLatch asked = new CountDownLatch(1);

    Run(Supervisor supervisor, Console console) {
        this.supervisor = supervisor;
        this.console = console;
        Signals.on("INT", this::end);
        Signals.on("TERM", this::end);
    }

    /** Waits until asked to end, then ends everything in order. */
    void await() throws InterruptedException {
        asked.await();
        console.say("Ending; once more to kill.");
        supervisor.drain();
    }

    private void end() {
        if (asked.getCount() == 0) {
            supervisor.destroy();
            Runtime.getRuntime().halt(KILLED_BY_INTERRUPT);
        }
        asked.countDown();
    }
}
