package dev.muzon.standalone.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A process to keep alive.
 *
 * @param command argv. Nothing here passes through a shell
 * @param environment the whole environment. Nothing of the supervisor's own is added but {@code TMPDIR}
 * @param log file for its output, moved aside when it is full
 * @param temporary folder for its temporary files only, emptied before each start. Also its {@code TMPDIR}
 * @param ready tells when it can do its work
 * @param startLimit a start that prints nothing for so long hangs
 * @param drainLimit how long it may take after SIGTERM before it is killed
 */
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path log,
        Path temporary,
        ReadinessProbe ready,
        Duration startLimit,
        Duration drainLimit) {
    /** Returns the name only: the environment may hold secrets. */
    @Override
    public String toString() {
        return "ProcessSpec[" + name + "]";
    }
}
