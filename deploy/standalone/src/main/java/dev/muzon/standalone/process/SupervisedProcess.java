package dev.muzon.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one process alive. Its thread tells the story: start, wait until ready, wait until it ends, wait for the
 * backoff, start again, until it is asked to drain. A start that is not ready in time is killed and counts as a fall.
 *
 * <p>Children run in sessions of their own, so that Ctrl+C reaches only the supervisor and it decides the order of the
 * end, and they die with it ({@code PDEATHSIG}), so that a killed supervisor leaves nothing behind. The death signal is
 * bound to the thread that forked: each process is started by its own thread, which lives as long as the process may.
 */
public final class SupervisedProcess {
    private static final Duration PROBE_PAUSE = Duration.ofMillis(100);
    private static final long KEPT_LOG_BYTES = 16L << 20;

    private final ProcessSpec spec;
    private final Clock clock;
    private final SupervisorListener listener;
    private final RestartBackoff backoff = new RestartBackoff();
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final Thread thread;

    private @Nullable Process process;
    private ProcessState state = ProcessState.STOPPED;
    private Instant since;
    private int starts;
    private boolean draining;

    SupervisedProcess(ProcessSpec spec, Clock clock, SupervisorListener listener) {
        this.spec = spec;
        this.clock = clock;
        this.listener = listener;
        this.since = clock.instant();
        this.thread =
                Thread.ofPlatform().name("supervise-" + spec.name()).daemon().unstarted(this::keepAlive);
    }

    CompletableFuture<Void> start() {
        thread.start();
        return firstReady;
    }

    public synchronized ProcessView view() {
        long pid = process != null && process.isAlive() ? process.pid() : 0;
        return new ProcessView(spec.name(), pid, state, Math.max(0, starts - 1), since, ResidentMemory.of(pid));
    }

    /** Kills the process as a crash would; the supervisor then does what it does for crashes. */
    public synchronized boolean kill() {
        if (process == null || !process.isAlive()) {
            return false;
        }
        process.destroyForcibly();
        return true;
    }

    /** Asks it to end; kills it when its drain limit is over. Returns when it is gone. */
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
            while (launch()) {
                Instant started = clock.instant();
                Process running = current();
                awaitReady(running);
                int code = running.waitFor();
                if (!pauseBeforeRestart(code, Duration.between(started, clock.instant()))) {
                    break;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            firstReady.completeExceptionally(e);
            listener.cannotStart(spec.name(), e);
        } finally {
            enter(ProcessState.STOPPED);
            firstReady.completeExceptionally(new IllegalStateException(spec.name() + " ended before it was ready"));
        }
    }

    private synchronized boolean launch() throws IOException {
        if (draining) {
            return false;
        }
        rotateLog();
        emptyTemporary();
        List<String> argv = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "KILL"));
        argv.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        builder.environment().put("TMPDIR", spec.temporary().toString());
        process = builder.start();
        process.getOutputStream().close();
        starts++;
        enter(ProcessState.STARTING);
        return true;
    }

    private void rotateLog() throws IOException {
        Path log = spec.log();
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log) && Files.size(log) > KEPT_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A run that was killed could not tidy up after itself. */
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

    private void awaitReady(Process running) throws InterruptedException {
        Instant limit = clock.instant().plus(spec.startLimit());
        while (running.isAlive()) {
            if (spec.ready().ready()) {
                synchronized (this) {
                    if (!draining) {
                        enter(ProcessState.READY);
                    }
                }
                firstReady.complete(null);
                return;
            }
            if (clock.instant().isAfter(limit)) {
                listener.startOverran(spec.name(), spec.startLimit());
                running.destroyForcibly();
                return;
            }
            TimeUnit.MILLISECONDS.sleep(PROBE_PAUSE.toMillis());
        }
    }

    private synchronized boolean pauseBeforeRestart(int code, Duration lived) throws InterruptedException {
        if (draining) {
            return false;
        }
        Duration pause = backoff.after(lived);
        enter(ProcessState.WAITING_TO_RESTART);
        listener.fell(spec.name(), code, pause);
        Instant until = clock.instant().plus(pause);
        while (!draining && clock.instant().isBefore(until)) {
            wait(Math.max(1, Duration.between(clock.instant(), until).toMillis()));
        }
        return !draining;
    }

    private synchronized void enter(ProcessState next) {
        if (state != next) {
            state = next;
            since = clock.instant();
            listener.changed(view());
        }
    }
}
