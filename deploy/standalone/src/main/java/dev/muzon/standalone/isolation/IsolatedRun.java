package dev.muzon.standalone.isolation;

import dev.muzon.standalone.process.Signals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of this program inside a new network namespace, which is removed when the run ends. Signals are passed on, and
 * the inner run decides what they mean.
 */
public final class IsolatedRun {
    private IsolatedRun() {}

    /** The arguments of the inner run. */
    @FunctionalInterface
    public interface Arguments {
        /**
         * Returns them.
         *
         * @param address on which the host reaches the inner run
         */
        List<String> at(String address) throws IOException;
    }

    /**
     * Runs the program.
     *
     * @return the inner run's exit code
     */
    public static int of(Arguments arguments) throws IOException, InterruptedException {
        try (NetworkNamespace namespace = NetworkNamespace.create()) {
            List<String> java = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.muzon.standalone.Muzon"));
            java.addAll(arguments.at(namespace.address()));
            // A separate session, so that Ctrl+C comes once, from here. The inner run dies with this process.
            List<String> argv = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "TERM"));
            argv.addAll(namespace.enter(java));
            Process inner = new ProcessBuilder(argv).inheritIO().start();
            Signals.on("INT", inner::destroy);
            Signals.on("TERM", inner::destroy);
            Signals.on("HUP", () -> hangUp(inner));
            return inner.waitFor();
        }
    }

    /** Passes on that the terminal closed. Two SIGTERM instead would hurry the inner run. */
    private static void hangUp(Process inner) {
        try {
            new ProcessBuilder("kill", "-HUP", Long.toString(inner.pid())).start();
        } catch (IOException _) {
            inner.destroy();
        }
    }
}
