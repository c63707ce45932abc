package dev.muzon.speech;

import dev.muzon.speech.SpeechException.Kind;
import dev.muzon.speech.worker.SpeechWorker;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finding and recognising speech with at most one child, which starts at the first question. Several threads may ask. One
 * question is asked again of a new child when the first one dies under it.
 */
public final class LocalSpeech implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LocalSpeech.class);

    /** Bytes a second of 16-bit sound with 16,000 samples a second. */
    private static final int BYTES_PER_SECOND = 32_000;

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /** The time to find speech. For recognising it is added to the time of the speech itself. Machines are busy at times. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Times that a piece may be slower than usual before its child is killed. */
    private static final double SLOWEST = 10;

    /** Before anything was measured a second of speech is taken to need a second. */
    private static final double FIRST_FACTOR = 1;

    private static final double LEAST_FACTOR = 0.1;

    /** The JVM, the detector of speech, and their libraries. */
    private static final long BESIDES = 700L << 20;

    /** Kept free for everything else on the machine. */
    private static final long SPARE = 300L << 20;

    private static final int MOST_CRASHES = 3;
    private static final int REMEMBERED_CRASHES = 100;
    private static final int KILLED = 128 + 9;

    /** The life of the child. */
    public enum State {
        /** None runs. The next question starts one. */
        ASLEEP,
        LOADING,
        READY,
        /** It died or was killed. The next question starts another. */
        ENDED
    }

    private final SpeechLibraries libraries;
    private final @Nullable Path model;
    private final int threads;
    private final Duration idle;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Integer> crashes = new ConcurrentHashMap<>();
    private volatile @Nullable SpeechChild child;
    private volatile boolean loading;
    private int asking;
    private long lastUse = System.nanoTime();
    private boolean closed;
    private volatile double factor = FIRST_FACTOR;

    /**
     * Makes one without starting anything.
     *
     * @param model its file, null to find speech only
     * @param threads that recognise
     * @param idle the child ends when it was asked nothing for so long
     */
    public LocalSpeech(SpeechLibraries libraries, @Nullable Path model, int threads, Duration idle) {
        this(libraries, model, threads, idle, PATIENCE);
    }

    LocalSpeech(SpeechLibraries libraries, @Nullable Path model, int threads, Duration idle, Duration patience) {
        this.libraries = libraries;
        this.model = model;
        this.threads = threads;
        this.idle = idle;
        this.patience = patience;
    }

    /** Returns how many threads leave a processor to the music. */
    public static int threadsHere() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    /** Returns the stretches of speech in 16-bit sound, 16,000 samples a second, at most 30 s of it. */
    public List<Span> find(byte[] pcm) throws SpeechException, InterruptedException {
        DataInputStream answer = ask(SpeechWorker.FIND, "", pcm, patience);
        try {
            List<Span> spans = new ArrayList<>();
            for (int left = answer.readInt(); left > 0; left--) {
                spans.add(new Span(answer.readInt(), answer.readInt()));
            }
            return spans;
        } catch (IOException e) {
            throw garbled(e);
        }
    }

    /**
     * Recognises some seconds of speech.
     *
     * @param language a code of two letters, empty to let the model find out
     */
    public Heard recognise(byte[] pcm, String language) throws SpeechException, InterruptedException {
        double seconds = (double) pcm.length / BYTES_PER_SECOND;
        Duration limit = patience.plusMillis((long) (SLOWEST * 1000 * seconds * Math.max(LEAST_FACTOR, factor)));
        long began = System.nanoTime();
        DataInputStream answer = ask(SpeechWorker.RECOGNISE, language, pcm, limit);
        measured((System.nanoTime() - began) / 1e9 / seconds, seconds);
        try {
            return new Heard(SpeechChild.text(answer), SpeechChild.text(answer));
        } catch (IOException e) {
            throw garbled(e);
        }
    }

    /** Follows the speed of the last pieces. Short ones say little. */
    private void measured(double seen, double seconds) {
        lock.lock();
        try {
            factor = seconds > 1 ? 0.8 * factor + 0.2 * seen : factor;
        } finally {
            lock.unlock();
        }
    }

    private static SpeechException garbled(IOException e) {
        return new SpeechException(Kind.AWAY, "an answer of the recogniser cannot be read: " + e);
    }

    private DataInputStream ask(byte what, String language, byte[] pcm, Duration limit)
            throws SpeechException, InterruptedException {
        int speech = Arrays.hashCode(pcm);
        for (int attempt = 1; ; attempt++) {
            if (crashes.getOrDefault(speech, 0) >= MOST_CRASHES) {
                throw new SpeechException(
                        Kind.POISON, "this speech has ended the recogniser " + MOST_CRASHES + " times");
            }
            SpeechChild asked = borrow();
            try {
                return asked.ask(what, language, pcm).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                asked.close();
                throw new SpeechException(
                        Kind.AWAY, "no answer within " + limit.toSeconds() + " s, so its child was killed");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SpeechChild.RefusedException refused) {
                    throw new SpeechException(Kind.POISON, String.valueOf(refused.getMessage()));
                }
                SpeechException why = died(asked, speech);
                if (attempt == 2) {
                    throw why;
                }
                log.warn("The recogniser's child is started again: {}", why.getMessage());
            } finally {
                giveBack();
            }
        }
    }

    /** Counts what the speech itself may have done. A child that was killed is nobody's fault. */
    private SpeechException died(SpeechChild dead, int speech) throws InterruptedException {
        int code = dead.exitCode();
        if (code != KILLED && code > 0) {
            if (crashes.size() >= REMEMBERED_CRASHES) {
                crashes.clear();
            }
            crashes.merge(speech, 1, Integer::sum);
        }
        return new SpeechException(Kind.AWAY, ended(dead, code));
    }

    private static String ended(SpeechChild dead, int code) {
        String why = code == KILLED ? "was killed" : "ended with " + code;
        String said = dead.lastWords();
        return "the recogniser's child " + why + (said.isEmpty() || code == KILLED ? "" : ": " + said);
    }

    /** Returns the running child, or a new one once it is ready. */
    private SpeechChild borrow() throws SpeechException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (closed) {
                throw new SpeechException(Kind.AWAY, "the service ends");
            }
            SpeechChild running = child;
            if (running == null || !running.isAlive()) {
                running = load();
                child = running;
            }
            asking++;
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void giveBack() {
        lock.lock();
        try {
            asking--;
            lastUse = System.nanoTime();
            CompletableFuture.delayedExecutor(idle.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::endWhenIdle);
        } finally {
            lock.unlock();
        }
    }

    private void endWhenIdle() {
        lock.lock();
        try {
            SpeechChild running = child;
            if (running != null && asking == 0 && System.nanoTime() - lastUse >= idle.toNanos()) {
                log.info("The recogniser's child ends: nobody asked it for {} s", idle.toSeconds());
                running.close();
                child = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private SpeechChild load() throws SpeechException, InterruptedException {
        check();
        loading = true;
        try {
            return start();
        } finally {
            loading = false;
        }
    }

    private SpeechChild start() throws SpeechException, InterruptedException {
        SpeechChild started;
        try {
            started = SpeechChild.start(libraries, model, threads, memory());
        } catch (IOException e) {
            throw new SpeechException(Kind.AWAY, "the recogniser's child does not start: " + e.getMessage());
        }
        try {
            started.ready().get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return started;
        } catch (TimeoutException e) {
            started.close();
            throw new SpeechException(
                    Kind.AWAY, "the recogniser's child was not ready within " + START_LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            started.close();
            if (e.getCause() instanceof SpeechChild.RefusedException refused) {
                throw new SpeechException(Kind.UNUSABLE, (model == null ? "" : model + ": ") + refused.getMessage());
            }
            throw new SpeechException(Kind.AWAY, ended(started, started.exitCode()));
        } catch (InterruptedException e) {
            started.close();
            throw e;
        }
    }

    private void check() throws SpeechException {
        List<String> missing = libraries.missing();
        if (!missing.isEmpty()) {
            throw new SpeechException(
                    Kind.UNUSABLE,
                    missing.getFirst() + " is not in " + libraries.folder() + ": run ./muzon models install");
        }
        if (model != null && !Files.isReadable(model)) {
            throw new SpeechException(Kind.UNUSABLE, model + " is not there or may not be read");
        }
        OptionalLong free = MachineMemory.available();
        long wanted = peak() + SPARE;
        if (free.isPresent() && free.getAsLong() < wanted) {
            throw new SpeechException(
                    Kind.AWAY,
                    "the model needs " + (wanted >> 20) + " MB of memory and " + (free.getAsLong() >> 20)
                            + " MB are free");
        }
    }

    /** Returns what a child needs at most. Measured: 1.8 times the model's file besides the JVM. */
    private long peak() throws SpeechException {
        try {
            return most(model == null ? 0 : Files.size(model));
        } catch (IOException e) {
            throw new SpeechException(Kind.UNUSABLE, model + " cannot be read: " + e);
        }
    }

    static long most(long modelBytes) {
        return (200L << 20) + modelBytes * 9 / 5;
    }

    private long memory() throws SpeechException {
        return peak() + BESIDES;
    }

    /** Returns how far the child is. It waits for nobody. */
    public State state() {
        SpeechChild running = child;
        if (loading) {
            return State.LOADING;
        }
        if (running == null) {
            return State.ASLEEP;
        }
        return running.isAlive() ? State.READY : State.ENDED;
    }

    /** Returns why no child could start now, in words with the fix. Empty also while one runs. */
    public Optional<String> obstacle() {
        State now = state();
        if (now == State.READY || now == State.LOADING) {
            return Optional.empty();
        }
        try {
            check();
            return Optional.empty();
        } catch (SpeechException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the bytes of memory that the child has now, empty while none is ready. It waits for nobody. */
    public OptionalLong residentMemory() {
        SpeechChild running = child;
        return running != null && running.isAlive() ? MachineMemory.resident(running.pid()) : OptionalLong.empty();
    }

    /** Returns the id of the child's launcher, empty while none runs. */
    public OptionalLong pid() {
        lock.lock();
        try {
            SpeechChild running = child;
            return running != null && running.isAlive() ? OptionalLong.of(running.pid()) : OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Kills the child. Who asks now is told so. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            SpeechChild running = child;
            if (running != null) {
                running.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
