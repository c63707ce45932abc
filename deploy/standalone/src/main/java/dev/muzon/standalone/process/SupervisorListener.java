package dev.muzon.standalone.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A listener to the state of the processes. Called from their threads, so it must be quick. */
public interface SupervisorListener {
    void changed(ProcessView process);

    /** Hears that its start waits for something else than before. */
    void waits(ProcessView process);

    /** Hears a line of a process's output. */
    void printed(String name, String line);

    /** Hears that it ended without being asked to. */
    void fell(String name, int exitCode, Duration restartIn);

    /**
     * Hears that its settings are wrong. It is not started again.
     *
     * @param lastLines of its output, which name what is wrong
     */
    void misconfigured(String name, List<String> lastLines);

    /** Hears that temporary files of its last run cannot be deleted. It starts all the same. */
    void leftoversKept(String name, IOException cause);

    /** Hears that its output cannot be written to its log. It runs all the same. */
    void logLost(String name, IOException cause);

    /**
     * Hears now and then that it is not ready yet.
     *
     * @param missing what it waits for, in words
     */
    void stillStarting(String name, Duration since, String missing);

    /** Hears that it printed nothing for the limit without being ready, and is killed. */
    void startHung(String name, Duration limit);

    void drainOverran(String name, Duration limit);

    /** Hears that its first start is impossible. It is not tried again. */
    void cannotStart(String name, Throwable cause);

    /** Hears that it cannot be started again at the moment, such as on a full disk or without memory. */
    void cannotRestart(String name, Throwable cause, Duration retryIn);
}
