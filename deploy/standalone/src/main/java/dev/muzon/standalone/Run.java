package dev.muzon.standalone;

import dev.muzon.standalone.process.Signals;
import dev.muzon.standalone.process.Supervisor;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The life of a supervised run. The first SIGINT, SIGTERM or SIGHUP drains every process within its limit, also while
 * they start. A second SIGINT or SIGTERM kills what is left at once.
 */
final class Run {
    private static final int KILLED_BY_INTERRUPT = 130;

    private final Supervisor supervisor;
    private final Console console;
    private final CountDownLatch asked = new CountDownLatch(1);
    private @Nullable Thread starting;

    Run(Supervisor supervisor, Console console) {
        this.supervisor = supervisor;
        this.console = console;
    }

    /** Makes a run that this process's signals end. */
    static Run untilSignalled(Supervisor supervisor, Console console) {
        Run run = new Run(supervisor, console);
        Signals.on("INT", run::end);
        Signals.on("TERM", run::end);
        Signals.on("HUP", run::hangUp);
        return run;
    }

    /** The start of a run, which also announces it. */
    @FunctionalInterface
    interface Start {
        void run() throws IOException, InterruptedException, ExecutionException;
    }

    /** The checks before a start. */
    @FunctionalInterface
    interface Checks {
        void run() throws IOException, InterruptedException, RefusedException;
    }

    /**
     * Makes the checks before a start, which take a while. Nothing runs yet.
     *
     * @return false when asked to end in the middle of them, which is said
     * @throws RefusedException when nothing can be started
     */
    boolean checked(Checks checks) throws IOException, InterruptedException, RefusedException {
        mayInterrupt(Thread.currentThread());
        try {
            checks.run();
        } catch (InterruptedException e) {
            if (asked.getCount() > 0) {
                throw e;
            }
        } finally {
            mayInterrupt(null);
        }
        if (asked.getCount() > 0) {
            return true;
        }
        console.say("Ended before anything was started.");
        return false;
    }

    /**
     * Starts, waits until asked to end, then ends everything in order.
     *
     * @throws IOException when something cannot be started. Nothing is left running then
     * @throws ExecutionException likewise
     */
    void live(Start start) throws IOException, InterruptedException, ExecutionException {
        if (started(start)) {
            asked.await();
        }
        console.say("Ending. Press Ctrl+C again to kill.");
        supervisor.drain();
        console.say("Ended.");
    }

    /**
     * Starts everything.
     *
     * @return false when asked to end in the middle of it
     */
    private boolean started(Start start) throws IOException, InterruptedException, ExecutionException {
        mayInterrupt(Thread.currentThread());
        try {
            start.run();
            return true;
        } catch (IOException | InterruptedException | ExecutionException e) {
            if (asked.getCount() == 0) {
                return false;
            }
            supervisor.destroy();
            throw e;
        } finally {
            mayInterrupt(null);
        }
    }

    private synchronized void mayInterrupt(@Nullable Thread thread) {
        starting = thread;
        if (thread == null) {
            Thread.interrupted(); // What ends the start must not end the drain.
        }
    }

    /** Handles the end of the terminal. It sends several signals, so that a second one does not hurry. */
    synchronized void hangUp() {
        if (asked.getCount() > 0) {
            end();
        }
    }

    /** Handles a signal. */
    synchronized void end() {
        if (asked.getCount() == 0) {
            supervisor.destroy();
            console.say("Killed.");
            Runtime.getRuntime().halt(KILLED_BY_INTERRUPT);
        }
        asked.countDown();
        if (starting != null) {
            starting.interrupt();
        }
    }
}
