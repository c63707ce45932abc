package dev.muzon.speech;

import dev.muzon.confinement.Bounds;
import dev.muzon.confinement.Confinement;
import dev.muzon.confinement.Reach;
import dev.muzon.confinement.StderrTail;
import dev.muzon.speech.worker.SpeechWorker;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running child. Closing it kills it. */
final class SpeechChild implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpeechChild.class);
    private static final int LAST_WORDS = 600;
    private static final int MOST_TEXT = 1 << 20;
    private static final int END_SECONDS = 5;

    /** The service plays music on the same processors. */
    private static final int NICER = 10;

    private final Process process;
    private final DataOutputStream questions;
    private final AtomicInteger ids = new AtomicInteger(SpeechWorker.READY);
    private final Map<Integer, CompletableFuture<DataInputStream>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<DataInputStream> ready = new CompletableFuture<>();
    private final StderrTail complaints;

    /** A refusal in the child's words. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    private SpeechChild(Process process) {
        this.process = process;
        this.complaints = StderrTail.of("speech", process.getErrorStream(), LAST_WORDS);
        this.questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        waiting.put(SpeechWorker.READY, ready);
    }

    /**
     * Starts a child.
     *
     * @param model its file, null for one that only finds speech
     * @param memory bytes that it may use
     */
    static SpeechChild start(SpeechLibraries libraries, @Nullable Path model, int threads, long memory)
            throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        Path classes = WorkerClasses.path();
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:-UseContainerSupport",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-Xss1m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes.toString(),
                SpeechWorker.class.getName(),
                libraries.folder().toAbsolutePath().toString(),
                model == null ? SpeechWorker.NO_MODEL : model.toAbsolutePath().toString(),
                Integer.toString(threads)));
        var reach = new Reach(model == null ? List.of() : List.of(model.toAbsolutePath()), List.of(), false);
        var builder = new ProcessBuilder(Confinement.ofThisProcess()
                .around(command, List.of(home, classes, libraries.folder()), reach, new Bounds(memory, NICER)));
        builder.environment().clear();
        // Threads that wait for each other sleep: spinning ones take the processor from the music.
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        Process process = builder.start();
        try {
            var child = new SpeechChild(process);
            Thread.ofVirtual().name("speech-answers").start(child::readAnswers);
            return child;
        } catch (Throwable e) {
            process.destroyForcibly();
            throw e;
        }
    }

    CompletableFuture<DataInputStream> ready() {
        return ready;
    }

    /** Asks something. The answer completes the future. A child that reads nothing does not hold up who asks. */
    CompletableFuture<DataInputStream> ask(byte what, String language, byte[] pcm) {
        int id = ids.incrementAndGet();
        var answer = new CompletableFuture<DataInputStream>();
        waiting.put(id, answer);
        Thread.ofVirtual().name("speech-question").start(() -> {
            try {
                send(id, what, language, pcm);
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.whenComplete((_, _) -> waiting.remove(id));
    }

    private void send(int id, byte what, String language, byte[] pcm) throws IOException {
        synchronized (questions) {
            questions.writeInt(id);
            questions.writeByte(what);
            questions.writeUTF(language);
            questions.writeInt(pcm.length);
            questions.write(pcm);
            questions.flush();
        }
        if (!process.isAlive()) {
            throw new IOException("it has ended");
        }
    }

    private void readAnswers() {
        try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (true) {
                int id = in.readInt();
                byte status = in.readByte();
                int length = in.readInt();
                if (length < 0 || length > MOST_TEXT) {
                    throw new IOException("an answer of " + length + " bytes");
                }
                byte[] content = new byte[length];
                in.readFully(content);
                answered(id, status, new DataInputStream(new java.io.ByteArrayInputStream(content)));
            }
        } catch (EOFException e) {
            awaitEnd();
        } catch (IOException e) {
            log.debug("Answers of the speech child end: {}", e.toString());
        } catch (Throwable e) {
            log.error("Answers of the speech child cannot be read", e);
        } finally {
            process.destroyForcibly();
            var end = new IOException("it ended");
            waiting.values().forEach(answer -> answer.completeExceptionally(end));
        }
    }

    /** Lets the launcher pass on how the JVM ended. Killed at once, it said of every crash that it was killed. */
    private void awaitEnd() {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                log.debug("The speech child closed its answers and goes on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answered(int id, byte status, DataInputStream content) throws IOException {
        CompletableFuture<DataInputStream> asked = waiting.get(id);
        if (asked == null) {
            return;
        }
        if (status == SpeechWorker.DONE) {
            asked.complete(content);
        } else {
            asked.completeExceptionally(new RefusedException(text(content)));
        }
    }

    static String text(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns the end of what it wrote to stderr, which holds no words of a recording. */
    String lastWords() {
        return complaints.text().strip().replaceAll("\\s+", " ");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the launcher's id, whose only child is the JVM. */
    long pid() {
        return process.pid();
    }

    /** Returns how it ended, 128 + n for signal n, and -1 while it runs. */
    int exitCode() throws InterruptedException {
        return process.waitFor(END_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
