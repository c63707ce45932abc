package dev.muzon.standalone;

import dev.muzon.standalone.process.ProcessView;
import dev.muzon.standalone.process.SupervisorListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal reads: one line per thing that happened. The processes' own logs lie in files. */
final class Console implements SupervisorListener {
    private final PrintStream out;
    private final Path logs;

    Console(PrintStream out, Path logs) {
        this.out = out;
        this.logs = logs;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void changed(ProcessView process) {
        switch (process.state()) {
            case READY -> line(process.name(), "ready (pid " + process.pid() + ")");
            case DRAINING -> line(process.name(), "ending");
            case STOPPED -> line(process.name(), "stopped");
            case STARTING, WAITING_TO_RESTART -> {
                // Said by fell(), or not worth a line.
            }
        }
    }

    @Override
    public void fell(String name, int exitCode, Duration restartIn) {
        line(
                name,
                "ended with %d, starting again in %d s; its log: %s"
                        .formatted(exitCode, restartIn.toSeconds(), logs.resolve(name + ".log")));
    }

    @Override
    public void leftoversKept(String name, IOException cause) {
        line(name, "starts beside temporary files of its last run: " + cause);
    }

    @Override
    public void startOverran(String name, Duration limit) {
        line(name, "not ready after %d s, killed".formatted(limit.toSeconds()));
    }

    @Override
    public void drainOverran(String name, Duration limit) {
        line(name, "did not end within %d s, killed".formatted(limit.toSeconds()));
    }

    @Override
    public void cannotStart(String name, IOException cause) {
        line(name, "cannot be started: " + cause.getMessage());
    }

    private void line(String name, String text) {
        say(String.format(Locale.ROOT, "  %-20s %s", name, text));
    }
}
