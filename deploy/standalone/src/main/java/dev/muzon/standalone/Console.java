package dev.muzon.standalone;

import dev.muzon.standalone.process.ProcessView;
import dev.muzon.standalone.process.SupervisorListener;
import dev.muzon.standalone.suite.PreparationListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The terminal: one line with its time for each event. The processes' own logs lie in files. What happens is also
 * written into the run's file, for other terminals.
 */
final class Console implements SupervisorListener, PreparationListener {
    private static final Pattern LOGIN_PAGE =
            Pattern.compile("Login page of the assistants.*?(http://[^\\s\"]+/#[^\\s\"]+)");

    /** The last line of the embedded MongoDB, which names its reason. */
    private static final Pattern LAST_WORDS = Pattern.compile("embedded mongo (?:ends|cannot start): (.+)");

    /** Spring Boot's heading of the reason why it did not start. */
    private static final String REASON = "APPLICATION FAILED TO START";

    private final PrintStream out;
    private final Path logs;
    private final Clock clock;
    private final RunFile run;
    private final UnaryOperator<String> loginLink;
    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private volatile @Nullable String loginPage;

    /**
     * Makes a console.
     *
     * @param loginLink says what a person opens for a link of assistant-service. An empty word for nothing
     */
    Console(PrintStream out, Path logs, Clock clock, RunFile run, UnaryOperator<String> loginLink) {
        this.out = out;
        this.logs = logs;
        this.clock = clock;
        this.run = run;
        this.loginLink = loginLink;
    }

    @Override
    public void say(String line) {
        LocalTime now =
                LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        out.println("%tT %s".formatted(now, line));
        out.flush();
    }

    @Override
    public void makesCache(String process, int number, int all) {
        run.prepares(process, "its start-up cache, %d of %d".formatted(number, all));
    }

    /**
     * Says that everything is ready.
     *
     * @param next what a person does next
     * @param later the same for other terminals, true for as long as everything runs
     */
    void ready(Instant begin, String next, String later) {
        run.ready(later);
        double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
        say("Ready after %.1f s.  %s".formatted(seconds, next));
    }

    /** Returns the newest secret link to the login page, once assistant-service has printed one. */
    Optional<String> loginPage() {
        return Optional.ofNullable(loginPage);
    }

    @Override
    public void changed(ProcessView process) {
        run.changed(process);
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
    public void waits(ProcessView process) {
        run.changed(process);
    }

    @Override
    public void printed(String name, String line) {
        Matcher last = LAST_WORDS.matcher(line);
        if (last.find()) {
            reasons.put(name, last.group(1));
        }
        Matcher page = LOGIN_PAGE.matcher(line);
        if (name.equals("assistant-service") && page.find()) {
            String link = loginLink.apply(page.group(1));
            if (!link.isEmpty()) {
                loginPage = link;
                run.loginPage(link);
                line(name, "login page: " + link);
            }
        }
    }

    @Override
    public void fell(String name, int exitCode, Duration restartIn) {
        String reason = reasons.remove(name);
        String ended = "ended with " + exitCode + (reason == null ? meaning(exitCode) : ", " + reason);
        run.trouble(name, "the last one " + ended + "; its log: " + log(name));
        line(name, "%s, starting again in %d s; its log: %s".formatted(ended, restartIn.toSeconds(), log(name)));
    }

    @Override
    public void misconfigured(String name, List<String> lastLines) {
        int heading = lastLines.indexOf(REASON);
        trouble(name, "not started again, its settings are wrong; its log: " + log(name));
        lastLines.stream()
                .skip(Math.max(0, heading + 1))
                .filter(line -> !line.isBlank() && !line.startsWith("****"))
                .filter(line -> !line.equals("Description:") && !line.equals("Action:"))
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
    public void stillStarting(String name, Duration since, String missing) {
        line(name, "still starting after %d s, %s; its log: %s".formatted(since.toSeconds(), missing, log(name)));
    }

    @Override
    public void startHung(String name, Duration limit) {
        trouble(
                name,
                "silent for %d s without being ready, killed; its log: %s".formatted(limit.toSeconds(), log(name)));
    }

    @Override
    public void drainOverran(String name, Duration limit) {
        trouble(name, "did not end within %d s, killed".formatted(limit.toSeconds()));
    }

    @Override
    public void cannotStart(String name, Throwable cause) {
        trouble(name, "cannot be started: " + cause.getMessage());
    }

    @Override
    public void cannotRestart(String name, Throwable cause, Duration retryIn) {
        trouble(name, "cannot be started, trying again in %d s: %s".formatted(retryIn.toSeconds(), cause.getMessage()));
    }

    /** Says what a signal's code stands for. */
    private static String meaning(int exitCode) {
        return switch (exitCode) {
            case 134, 139 -> " (crashed in native code)";
            case 137 -> " (killed)";
            case 143 -> " (asked to end)";
            default -> "";
        };
    }

    private void trouble(String name, String text) {
        run.trouble(name, text);
        line(name, text);
    }

    private Path log(String name) {
        return logs.resolve(name + ".log");
    }

    private void line(String name, String text) {
        say(String.format(Locale.ROOT, "  %-20s %s", name, text));
    }
}
