package dev.muzon.standalone.process;

import java.io.IOException;
import java.time.Duration;

/** Hears what becomes of the processes. Called from their threads; must be quick. */
public interface SupervisorListener {
    void changed(ProcessView process);

    /** It ended without being asked to. */
    void fell(String name, int exitCode, Duration restartIn);

    /** Temporary files of its last run cannot be deleted; it starts all the same. */
    void leftoversKept(String name, IOException cause);

    void startOverran(String name, Duration limit);

    void drainOverran(String name, Duration limit);

    /** The command itself cannot be run; it is not tried again. */
    void cannotStart(String name, IOException cause);
}
