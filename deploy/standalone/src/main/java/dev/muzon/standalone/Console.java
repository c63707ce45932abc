package dev.muzon.standalone;

import dev.muzon.standalone.process.ProcessView;
import dev.muzon.standalone.process.SupervisorListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The terminal: one line with its time for each event. The processes' own logs lie in files. */
final class Console implements SupervisorListener {
    private static final Pattern LOGIN_PAGE = Pattern.compile("Login page of the assistants.*?(http://\\S+/#\\S+)$");

    /** Spring Boot's heading of the reason why it did not start. */
    private static final String REASON = "APPLICATION FAILED TO START";

    private final PrintStream out;
    private final Path logs;
    private final Clock clock;
    private volatile @Nullable String loginPage;

    Console(PrintStream out, Path logs, Clock clock) {
        this.out = out;
        this.logs = logs;
        this.clock = clock;
    }

    void say(String line) {
        LocalTime now =
                LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        out.println("%tT %s".formatted(now, line));
        out.flush();
    }

    /** Returns the newest secret link to the login page, once assistant-service has printed one. */
    Optional<String> loginPage() {
        return Optional.ofNullable(loginPage);
    }

    @Override
    public void changed(ProcessView process) {
        switch (process.state()) {
            case READY -> line(process.name(), "ready (pid " + process.pid() + ")");
            case DRAINING -> line(process.name(), "ending");
            case STOPPED -> line(process.name(), "stopped");
            case STARTING, WAITING_TO_RESTART -> {
                // Reported by fell(), or not worth a line.
            }
        }
    }

    @Override
    public void printed(String name, String line) {
        Matcher page = LOGIN_PAGE.matcher(line);
        if (name.equals("assistant-service") && page.find()) {
            loginPage = page.group(1);
            line(name, "login page: " + page.group(1));
        }
    }

    @Override
    public void fell(String name, int exitCode, Duration restartIn) {
        line(
                name,
                "ended with %d, starting again in %d s; its log: %s"
                        .formatted(exitCode, restartIn.toSeconds(), log(name)));
    }

    @Override
    public void misconfigured(String name, List<String> lastLines) {
        int heading = lastLines.indexOf(REASON);
        line(name, "not started again, its settings are wrong; its log: " + log(name));
        lastLines.stream()
                .skip(Math.max(0, heading))
                .filter(line -> !line.isBlank() && !line.startsWith("****"))
                .forEach(line -> say("    " + line));
    }

    @Override
    public void leftoversKept(String name, IOException cause) {
        line(name, "starts beside temporary files of its last run: " + cause);
    }

    @Override
    public void logLost(String name, IOException cause) {
        line(name, "lines of its log are lost: " + cause);
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

    @Override
    public void cannotRestart(String name, IOException cause, Duration retryIn) {
        line(name, "cannot be started, trying again in %d s: %s".formatted(retryIn.toSeconds(), cause.getMessage()));
    }

    private Path log(String name) {
        return logs.resolve(name + ".log");
    }

    private void line(String name, String text) {
        say(String.format(Locale.ROOT, "  %-20s %s", name, text));
    }
}
