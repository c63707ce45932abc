package dev.muzon.standalone.isolation;

import dev.muzon.standalone.process.Signals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A run of this program inside a new network namespace, which is removed when the run ends. Signals are passed on, and
 * the inner run decides what they mean.
 */
public final class IsolatedRun {
    private IsolatedRun() {}

    /**
     * Runs the program.
     *
     * @param arguments of the inner run, given the address on which the host reaches it
     * @return the inner run's exit code
     */
    public static int of(Function<String, List<String>> arguments) throws IOException, InterruptedException {
        try (NetworkNamespace namespace = NetworkNamespace.create()) {
            List<String> java = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.muzon.standalone.Muzon"));
            java.addAll(arguments.apply(namespace.address()));
            // A separate session, so that Ctrl+C comes once, from here. The inner run dies with this process.
            List<String> argv = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "TERM"));
            argv.addAll(namespace.enter(java));
            Process inner = new ProcessBuilder(argv).inheritIO().start();
            Signals.on("INT", inner::destroy);
            Signals.on("TERM", inner::destroy);
            return inner.waitFor();
        }
    }
}
