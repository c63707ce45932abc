package dev.muzon.standalone.isolation;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The network that a run answers in. It may be a namespace that this process is not in. */
public final class RunNetwork {
    private RunNetwork() {}

    /** Tells whether the process answers on this process's loopback. */
    public static boolean isShared(long pid) throws IOException {
        return namespace("self").equals(namespace(Long.toString(pid)));
    }

    private static Path namespace(String process) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", process, "ns", "net"));
    }

    /**
     * Runs this program once more, with the same options of the JVM, in the network of a process. Needs root.
     *
     * @return its exit code
     */
    public static int again(long pid, List<String> arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(
                "nsenter",
                "--target",
                Long.toString(pid),
                "--net",
                ProcessHandle.current().info().command().orElse("java")));
        argv.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        argv.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.muzon.standalone.Muzon"));
        argv.addAll(arguments);
        return new ProcessBuilder(argv).inheritIO().start().waitFor();
    }
}
