package dev.muzon.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernel's limits for a child: a hostile file of a few hundred bytes can ask a demuxer for gigabytes. {@code prlimit}
 * of util-linux sets the limits and becomes the child. Where it is missing, {@code -max_alloc} is the only bound.
 */
final class ChildLimits {
    private static final Logger log = LoggerFactory.getLogger(ChildLimits.class);
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    /** Writable memory, the stacks of all threads included. An ordinary run uses some 30 MB. */
    private static final long MEMORY = 1L << 30;

    /** Stack of each thread. ffmpeg has some threads for every core. */
    private static final int STACK = 2 << 20;

    private static final List<String> PREFIX = Files.isExecutable(PRLIMIT)
            ? List.of(PRLIMIT.toString(), "--core=0", "--data=" + MEMORY, "--stack=" + STACK, "--nofile=256", "--")
            : List.of();

    private ChildLimits() {}

    static List<String> around(List<String> command) {
        List<String> limited = new ArrayList<>(PREFIX);
        limited.addAll(command);
        return limited;
    }

    /** Makes the kernel kill the child and not a service when memory runs out all the same. */
    static void preferAsVictim(long pid) {
        try {
            Files.writeString(Path.of("/proc/" + pid + "/oom_score_adj"), "1000");
        } catch (IOException e) {
            log.debug("The out-of-memory score of child {} stays: {}", pid, e.toString());
        }
    }
}
