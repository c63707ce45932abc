package dev.muzon.standalone.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One process that is kept alive. Its thread starts it, waits until it is ready, waits until it ends, waits for the
 * backoff and starts it again, until it is asked to drain. A start that hangs is killed and counts as a fall. Only two things end it for good: a first start that is impossible, and settings that the process itself calls
 * wrong.
 *
 * <p>Each child runs in a separate session, so that Ctrl+C reaches only the supervisor, which decides the order of the
 * end. Children die with the supervisor ({@code PDEATHSIG}), so that a killed one leaves nothing behind. The death signal
 * is bound to the thread that forked: each process is started by its own thread, which lives as long as the process may.
 */
public final class SupervisedProcess {
    private static final long LOG_BYTES = 16L << 20;
    private static final File NOTHING = new File("/dev/null");

    /** Held while a child is forked, so that it can be told from the others' children. */
    private static final Object FORKING = new Object();

    private final ProcessSpec spec;
    private final Clock clock;
    private final SupervisorListener listener;
    private final RestartBackoff backoff = new RestartBackoff();
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final Thread thread;
    private final RotatingLog log;
    private final StartWatch startWatch;

    private @Nullable Process process;
    private @Nullable Output output;
    private ProcessState state = ProcessState.STOPPED;
    private Instant since;
    private @Nullable String missing;
    private int starts;
    private boolean draining;

    SupervisedProcess(ProcessSpec spec, Clock clock, SupervisorListener listener) {
        this.spec = spec;
        this.clock = clock;
        this.listener = listener;
        this.since = clock.instant();
        this.log = new RotatingLog(spec.log(), LOG_BYTES);
        this.startWatch = new StartWatch(spec, listener);
        this.thread =
                Thread.ofPlatform().name("supervise-" + spec.name()).daemon().unstarted(this::keepAlive);
    }

    CompletableFuture<Void> start() {
        thread.start();
        return firstReady;
    }

    public synchronized ProcessView view() {
        long pid = process != null && process.isAlive() ? process.pid() : 0;
        return new ProcessView(
                spec.name(), pid, state, Math.max(0, starts - 1), since, ResidentMemory.of(pid), missing);
    }

    /** Kills the process as a crash would. The supervisor then does what it does for crashes. */
    public synchronized boolean kill() {
        if (process == null || !process.isAlive()) {
            return false;
        }
        process.destroyForcibly();
        return true;
    }

    /** Asks it to end, and kills it when its drain limit is over. Returns when it is gone. */
    void drain() throws InterruptedException {
        Process running;
        synchronized (this) {
            draining = true;
            running = process;
            if (running != null && running.isAlive()) {
                enter(ProcessState.DRAINING);
                running.destroy();
            }
            notifyAll();
        }
        if (running != null && !running.waitFor(spec.drainLimit().toMillis(), TimeUnit.MILLISECONDS)) {
            listener.drainOverran(spec.name(), spec.drainLimit());
            running.destroyForcibly().waitFor();
        }
        thread.join();
    }

    /** Ends it at once. */
    synchronized void destroy() {
        draining = true;
        if (process != null) {
            process.destroyForcibly();
        }
        notifyAll();
    }

    private void keepAlive() {
        try {
            boolean again = true;
            while (again) {
                again = live();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            firstReady.completeExceptionally(e);
            listener.cannotStart(spec.name(), e);
        } finally {
            enter(ProcessState.STOPPED);
            firstReady.completeExceptionally(new IllegalStateException(spec.name() + " ended before it was ready"));
            closeLog();
        }
    }

    /**
     * Launches it, waits for its end and for the backoff. Once it has run, a full disk, a full table of processes or a
     * lack of memory passes.
     *
     * @return false when it is not to be launched again
     * @throws IOException when the very first launch fails
     */
    private boolean live() throws IOException, InterruptedException {
        try {
            return launch() && fell();
        } catch (IOException | RuntimeException | Error e) {
            kill();
            if (neverStarted()) {
                throw e;
            }
            Duration pause = backoff.after(Duration.ZERO);
            tellWaiting(e, pause);
            return waited(pause);
        }
    }

    /** Waits until it has fallen and may be launched again. Returns false when it may not. */
    private boolean fell() throws InterruptedException {
        long started = System.nanoTime();
        Process running = current();
        awaitReady(running);
        int code = running.waitFor();
        List<String> last = lastLines();
        if (code == MisconfiguredException.EXIT_CODE && !isDraining()) {
            giveUp(last);
            return false;
        }
        return pauseBeforeRestart(code, Duration.ofNanos(System.nanoTime() - started));
    }

    private void tellWaiting(Throwable cause, Duration pause) {
        try {
            enter(ProcessState.WAITING_TO_RESTART);
            listener.cannotRestart(spec.name(), cause, pause);
        } catch (Throwable _) {
            // What keeps it from starting can keep the word back too. The next start matters more.
        }
    }

    private synchronized boolean neverStarted() {
        return starts == 0;
    }

    private synchronized boolean isDraining() {
        return draining;
    }

    private List<String> lastLines() throws InterruptedException {
        Output last;
        synchronized (this) {
            last = output;
        }
        return last == null ? List.of() : last.lastLines();
    }

    private void giveUp(List<String> lastLines) {
        firstReady.completeExceptionally(new MisconfiguredException(spec.name(), lastLines));
        listener.misconfigured(spec.name(), lastLines);
    }

    /** Waits for the last lines first. What comes later, from a child that outlives the process, opens it again. */
    private void closeLog() {
        try {
            lastLines();
            log.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            listener.logLost(spec.name(), e);
        }
    }

    private synchronized boolean launch() throws IOException {
        if (draining) {
            return false;
        }
        log.open();
        emptyTemporary();
        List<String> argv = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "KILL"));
        argv.addAll(spec.command());
        ProcessBuilder builder =
                new ProcessBuilder(argv).redirectErrorStream(true).redirectInput(NOTHING);
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        builder.environment().put("TMPDIR", spec.temporary().toString());
        Process launched = start(builder);
        process = launched;
        output = new Output(
                spec.name(),
                launched.getInputStream(),
                log,
                e -> listener.logLost(spec.name(), e),
                line -> listener.printed(spec.name(), line));
        starts++;
        enter(ProcessState.STARTING);
        return true;
    }

    /** Starts the child. One that was forked but could not be taken in charge is killed. */
    private static Process start(ProcessBuilder builder) throws IOException {
        synchronized (FORKING) {
            Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
            try {
                return builder.start();
            } catch (Error e) {
                ProcessHandle.current()
                        .children()
                        .filter(child -> !before.contains(child))
                        .forEach(ProcessHandle::destroyForcibly);
                throw e;
            }
        }
    }

    /** Deletes what a killed run left behind. */
    private void emptyTemporary() throws IOException {
        try {
            FileTree.delete(spec.temporary());
        } catch (IOException e) {
            listener.leftoversKept(spec.name(), e);
        }
        Files.createDirectories(spec.temporary());
    }

    private synchronized Process current() {
        return Objects.requireNonNull(process);
    }

    private synchronized Output currentOutput() {
        return Objects.requireNonNull(output);
    }

    private void awaitReady(Process running) throws InterruptedException {
        if (startWatch.awaitReady(running, currentOutput(), this::await)) {
            synchronized (this) {
                if (!draining) {
                    enter(ProcessState.READY);
                }
            }
            firstReady.complete(null);
        }
    }

    private synchronized boolean pauseBeforeRestart(int code, Duration lived) throws InterruptedException {
        if (draining) {
            return false;
        }
        Duration pause = backoff.after(lived);
        enter(ProcessState.WAITING_TO_RESTART);
        listener.fell(spec.name(), code, pause);
        return waited(pause);
    }

    /**
     * Waits for the pause, by the machine's ticker: a corrected clock must not keep a fallen process down.
     *
     * @return false when asked to drain meanwhile
     */
    private synchronized boolean waited(Duration pause) throws InterruptedException {
        long until = System.nanoTime() + pause.toNanos();
        while (!draining && until - System.nanoTime() > 0) {
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        }
        return !draining;
    }

    /** Notes what the start waits for. */
    private synchronized void await(String found) {
        if (state == ProcessState.STARTING && !found.equals(missing)) {
            missing = found;
            listener.waits(view());
        }
    }

    private synchronized void enter(ProcessState next) {
        if (state != next) {
            state = next;
            missing = null;
            since = clock.instant();
            listener.changed(view());
        }
    }
}
