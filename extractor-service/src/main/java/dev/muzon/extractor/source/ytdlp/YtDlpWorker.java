package dev.muzon.extractor.source.ytdlp;

import dev.muzon.confinement.Confinement;
import dev.muzon.confinement.Reach;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supervisor of the Python worker. It starts it when it is needed, and again when it ended or grew old. */
final class YtDlpWorker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(YtDlpWorker.class);
    private static final Duration START = Duration.ofSeconds(20);

    /** The worker ends a child at its deadline. This much later the worker itself is taken for stuck. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int OLD = 1_000;
    private static final long FAT = 150L << 20;

    private static final long MEMORY = 300L << 20;

    /** YouTube's JavaScript takes 330 MB. deno reserves more, and fails within 700 MB. */
    private static final long SCRIPT_MEMORY = 1L << 30;

    private static final int CPU_SECONDS = 20;

    private final YtDlpInstallation installation;
    private final YtDlpProperties settings;
    private final Egress egress;
    private final Semaphore children;
    private final Semaphore scripts = new Semaphore(1, true);
    private final String program;
    private volatile @Nullable WorkerProcess running;
    private volatile @Nullable Ready ready;
    private Duration pause = Duration.ZERO;
    private long mayStart = System.nanoTime();
    private boolean closed;

    /**
     * The worker's first words.
     *
     * @param version of yt-dlp
     * @param sites domains that it knows
     * @param ms from its start
     */
    record Ready(boolean ready, String version, Set<String> sites, long ms, long rss) {
        Ready {
            sites = Set.copyOf(sites);
        }
    }

    YtDlpWorker(YtDlpProperties settings, Egress egress) {
        this.installation = new YtDlpInstallation(settings);
        this.settings = settings;
        this.egress = egress;
        this.children = new Semaphore(settings.parallel(), true);
        this.program = program();
    }

    private static String program() {
        try (InputStream in = YtDlpWorker.class.getResourceAsStream("/ytdlp/worker.py")) {
            if (in == null) {
                throw new IllegalStateException("worker.py is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the last worker said at its start, null before. */
    @Nullable Ready ready() {
        return ready;
    }

    /**
     * Asks a question. An interrupt ends the child that works on it.
     *
     * @param limit for the answer, the wait for a free place included
     * @throws FailureException transient when the worker cannot be asked
     */
    YtDlpAnswer ask(YtDlpQuestion question, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        take(children, end);
        try {
            if (!question.needsJavaScript()) {
                return askNow(question, left(end));
            }
            take(scripts, end);
            try {
                return askNow(question, left(end));
            } finally {
                scripts.release();
            }
        } finally {
            children.release();
        }
    }

    private static void take(Semaphore places, long end) throws InterruptedException {
        if (!places.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            throw Failure.of(FailureCode.SOURCE_TIMEOUT, "too many pages are read at the same time")
                    .asException();
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    private YtDlpAnswer askNow(YtDlpQuestion question, Duration limit) throws InterruptedException {
        WorkerProcess process = process();
        WorkerProcess.Asked asked = process.ask(question, limit);
        try {
            YtDlpAnswer answer = asked.answer().get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            if (process.answered() >= OLD || answer.rss() > FAT) {
                retire(process);
            }
            return answer;
        } catch (InterruptedException e) {
            process.cancel(asked);
            throw e;
        } catch (TimeoutException e) {
            log.warn("Worker ended: it kept no deadline");
            process.close();
            throw Failure.of(FailureCode.SOURCE_TIMEOUT, "the worker does not answer")
                    .causedBy(e);
        } catch (ExecutionException e) {
            throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, "the worker ended: " + e.getCause())
                    .causedBy(e);
        }
    }

    /** Returns whether the worker runs, without waiting for one that starts. */
    boolean isRunning() {
        WorkerProcess current = running;
        return current != null && current.isAlive();
    }

    /** Starts the worker unless it runs. */
    synchronized WorkerProcess process() throws InterruptedException {
        WorkerProcess current = running;
        if (current != null && current.isAlive()) {
            return current;
        }
        if (closed || System.nanoTime() - mayStart < 0) {
            throw unavailable("the worker does not start, the next attempt follows")
                    .asException();
        }
        WorkerProcess started = null;
        try {
            started = new WorkerProcess(command(), environment(), start());
            Ready said = started.awaitReady(START);
            ready = said;
            running = started;
            pause = Duration.ZERO;
            log.info("Worker of yt-dlp {} started within {} ms", said.version(), said.ms());
            return started;
        } catch (InterruptedException e) {
            if (started != null) {
                started.close();
            }
            throw e;
        } catch (IOException | ExecutionException | TimeoutException e) {
            log.warn("Worker of yt-dlp does not start: {}", started == null ? e : e + " " + started.lastWords());
            if (started != null) {
                started.close();
            }
            pause = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            mayStart = System.nanoTime() + pause.toNanos();
            throw unavailable("the worker does not start: " + e).causedBy(e);
        }
    }

    private static Failure unavailable(String detail) {
        return Failure.of(FailureCode.SOURCE_UNAVAILABLE, detail);
    }

    private synchronized void retire(WorkerProcess old) {
        if (running == old) {
            running = null;
        }
        old.endWhenIdle();
    }

    private List<String> command() {
        // Isolated: no site packages, no settings of the user, nothing written beside the sources.
        List<String> python = List.of(settings.python().toString(), "-I", "-S", "-B", "-c", program);
        var reach =
                new Reach(List.of(settings.certificates(), Path.of("/etc/ssl/certs")), List.of(egress.port()), false);
        return Confinement.ofThisProcess().around(python, List.of(installation.folder()), reach);
    }

    private Map<String, String> environment() {
        return Map.of(
                "LANG", "C.UTF-8",
                "SSL_CERT_FILE", settings.certificates().toString(),
                "OPENSSL_CONF", "/dev/null",
                "DENO_DIR", installation.denoCache().toString(),
                "DENO_NO_UPDATE_CHECK", "1");
    }

    private Map<String, Object> start() {
        Map<String, Object> start = new LinkedHashMap<>();
        start.put("library", installation.library().toString());
        Path deno = installation.deno();
        if (deno != null) {
            start.put("deno", deno.toString());
        }
        start.put("proxy", egress.address());
        start.put("memory", MEMORY);
        start.put("scriptMemory", SCRIPT_MEMORY);
        start.put("cpuSeconds", CPU_SECONDS);
        return start;
    }

    @Override
    public synchronized void close() {
        closed = true;
        WorkerProcess current = running;
        if (current != null) {
            current.close();
        }
    }
}
