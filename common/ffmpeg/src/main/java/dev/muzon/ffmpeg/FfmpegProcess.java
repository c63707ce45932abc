package dev.muzon.ffmpeg;

import dev.muzon.confinement.Confinement;
import dev.muzon.confinement.Reach;
import dev.muzon.confinement.StderrTail;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One running ffmpeg or ffprobe. Closing it kills it, always: a polite signal is ignored while it waits for the
 * network. A read of {@link #stdout()} cannot be interrupted; closing the process from another thread ends it.
 */
public final class FfmpegProcess implements AutoCloseable {
    private static final int LAST_WORDS = 4096;

    private static final Duration REAP_LIMIT = Duration.ofSeconds(5);

    private final Process process;
    private final StderrTail stderr;
    private volatile boolean killed;

    private FfmpegProcess(Process process) {
        this.process = process;
        this.stderr = StderrTail.of("ffmpeg", process.getErrorStream(), LAST_WORDS);
    }

    static FfmpegProcess launch(List<String> command, Path libraries, Reach reach, Duration computing, boolean fed)
            throws IOException {
        var builder =
                new ProcessBuilder(Confinement.ofThisProcess().around(command, List.of(libraries), reach, computing));
        // Nothing of ours is inherited: no secret, and no http_proxy that would lead the child around the caller's
        // guard.
        builder.environment().clear();
        builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
        if (!fed) {
            builder.redirectInput(new File("/dev/null"));
        }
        Process process = builder.start();
        try {
            return new FfmpegProcess(process);
        } catch (Throwable e) {
            // The thread for its stderr could not start: nobody would ever end this child.
            process.destroyForcibly();
            throw e;
        }
    }

    /**
     * Returns what it writes to {@code pipe:1}. Not reading it slows the child down to a halt, which is how it is
     * paced.
     */
    public InputStream stdout() {
        return process.getInputStream();
    }

    /** Returns the stream that it reads as {@code pipe:0}. Closing it tells the child that its input ended. */
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    public boolean running() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /**
     * Waits for the end and kills what runs longer than allowed. Read {@link #stdout()} to its end first.
     *
     * @param limit from now
     */
    public FfmpegExit awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            process.destroyForcibly();
            return new FfmpegExit(FfmpegOutcome.TIMEOUT, 137, stderr.text());
        }
        String said = stderr.awaitText(REAP_LIMIT);
        int code = process.exitValue();
        return new FfmpegExit(killed ? FfmpegOutcome.KILLED : FfmpegOutcome.of(code, said), code, said);
    }

    /** Kills the child if it still runs. Does not wait. */
    @Override
    public void close() {
        killed |= process.isAlive();
        process.destroyForcibly();
    }
}
