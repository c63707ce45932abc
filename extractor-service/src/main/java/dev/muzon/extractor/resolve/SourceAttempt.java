package dev.muzon.extractor.resolve;

import dev.muzon.extractor.source.FailureOrigin;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.runtime.trace.WorkContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One question to one source. Its result stands from its end on, and nothing that comes later changes it: a source that
 * ignores its interruption is waited for by nobody.
 */
final class SourceAttempt {
    static final String FOUND = "found";
    static final String OVERTAKEN = "overtaken";

    private final TrackSource source;
    private final long start = System.nanoTime();
    private final long end;
    private boolean begun;
    private boolean expired;
    private @Nullable Thread worker;
    private @Nullable String outcome;
    private List<FoundTrack> found = List.of();
    private @Nullable FailureException failure;
    private Duration took = Duration.ZERO;

    /**
     * Prepares a question.
     *
     * @param end when it is given up, as {@link System#nanoTime()} tells the time
     */
    SourceAttempt(TrackSource source, long end) {
        this.source = source;
        this.end = end;
    }

    /** Starts to ask. The listener hears of the end, unless it was ended from outside. */
    void start(Callable<List<FoundTrack>> question, Consumer<SourceAttempt> listener) {
        synchronized (this) {
            worker = Thread.ofVirtual()
                    .name("resolve-" + source.name())
                    .start(WorkContext.carried(() -> run(question, listener)));
        }
    }

    private void run(Callable<List<FoundTrack>> question, Consumer<SourceAttempt> listener) {
        List<FoundTrack> result = List.of();
        @Nullable FailureException trouble = null;
        try {
            result = question.call();
        } catch (FailureException e) {
            trouble = e;
        } catch (InterruptedException e) {
            trouble = ResolveChain.late(source.name(), Duration.ofNanos(System.nanoTime() - start));
        } catch (Throwable e) {
            trouble = Failure.of(FailureCode.INTERNAL, source.name() + " failed: " + e)
                    .causedBy(e);
        }
        if (settle(trouble == null ? FOUND : trouble.failure().code().value(), result, trouble)) {
            listener.accept(this);
        }
    }

    private synchronized boolean settle(String how, List<FoundTrack> result, @Nullable FailureException trouble) {
        if (outcome != null) {
            return false;
        }
        outcome = how;
        found = result;
        failure = trouble;
        took = Duration.ofNanos(System.nanoTime() - start);
        return true;
    }

    /** Notes that the source works on it from now on. Until then others' requests use its places. */
    synchronized void begin() {
        begun = true;
    }

    /** Returns the failure of a source whose places others' requests use. */
    static FailureException busy(String source) {
        return Failure.of(FailureCode.SOURCE_BUSY, source + " works on other requests")
                .asException();
    }

    /** Gives it up because it took too long. Returns whether it had not ended before. */
    synchronized boolean expire() {
        expired = true;
        FailureException late = begun
                ? ResolveChain.late(source.name(), Duration.ofNanos(System.nanoTime() - start))
                : busy(source.name());
        boolean running = settle(late.failure().code().value(), List.of(), late);
        if (running) {
            interrupt();
        }
        return running;
    }

    /** Gives it up because nobody needs its answer any more. */
    synchronized void overtake() {
        if (settle(OVERTAKEN, List.of(), null)) {
            interrupt();
        }
    }

    private void interrupt() {
        Thread thread = worker;
        if (thread != null) {
            thread.interrupt();
        }
    }

    TrackSource source() {
        return source;
    }

    long end() {
        return end;
    }

    /** Returns whether it took too long. */
    synchronized boolean expired() {
        return expired;
    }

    synchronized List<FoundTrack> found() {
        return found;
    }

    synchronized @Nullable FailureException failure() {
        return failure;
    }

    /** Returns whether the source gave no answer, neither a song nor that it has none. */
    synchronized boolean isSilent() {
        return failure != null && FailureOrigin.isSilence(failure.failure());
    }

    /** Returns whether it failed for this reason. */
    synchronized boolean failed(FailureCode code) {
        return failure != null && failure.failure().code() == code;
    }

    synchronized Resolution.Step step() {
        String how = outcome == null ? OVERTAKEN : outcome;
        return new Resolution.Step(
                source.name(), how, outcome == null ? Duration.ofNanos(System.nanoTime() - start) : took);
    }
}
