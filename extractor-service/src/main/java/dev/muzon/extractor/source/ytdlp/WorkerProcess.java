package dev.muzon.extractor.source.ytdlp;

import dev.muzon.confinement.StderrTail;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One running worker: lines of JSON in, lines of JSON out. Closing it kills it with its children. */
final class WorkerProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);
    private static final int LONGEST_LINE = 4 << 20;
    private static final int LAST_WORDS = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Process process;
    private final OutputStream in;
    private final CompletableFuture<YtDlpWorker.Ready> ready = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<YtDlpAnswer>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger answered = new AtomicInteger();
    private final StderrTail complaints;
    private volatile boolean retired;

    /** A question on its way. */
    record Asked(long id, CompletableFuture<YtDlpAnswer> answer) {}

    WorkerProcess(List<String> command, Map<String, String> environment, Map<String, Object> start) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = builder.start();
        in = process.getOutputStream();
        try {
            complaints = StderrTail.of("ytdlp", process.getErrorStream(), LAST_WORDS);
            Thread.ofVirtual().name("ytdlp-answers").start(this::readAnswers);
            write(start);
        } catch (Throwable e) {
            process.destroyForcibly();
            throw e;
        }
    }

    YtDlpWorker.Ready awaitReady(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        return ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    Asked ask(YtDlpQuestion question, Duration limit) {
        long id = ids.incrementAndGet();
        var answer = new CompletableFuture<YtDlpAnswer>();
        waiting.put(id, answer);
        try {
            write(question.toJson(id, limit));
            if (!process.isAlive()) {
                throw new IOException("the worker has ended");
            }
        } catch (IOException e) {
            waiting.remove(id);
            answer.completeExceptionally(e);
        }
        return new Asked(id, answer);
    }

    /** Ends the child that works on a question. */
    void cancel(Asked asked) {
        waiting.remove(asked.id());
        try {
            write(Map.of("cancel", asked.id()));
        } catch (IOException e) {
            log.debug("Question not cancelled, the worker has gone: {}", e.toString());
        }
    }

    private void write(Map<String, Object> message) throws IOException {
        byte[] line = (JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (in) {
            in.write(line);
            in.flush();
        }
    }

    private void readAnswers() {
        IOException end = new IOException("the worker ended");
        try (var out = new BufferedInputStream(process.getInputStream())) {
            for (String line = line(out); line != null; line = line(out)) {
                take(line);
            }
        } catch (IOException e) {
            end = e;
        } catch (Throwable e) {
            log.error("Answers of the worker cannot be read", e);
        } finally {
            process.destroyForcibly();
            ready.completeExceptionally(end);
            for (CompletableFuture<YtDlpAnswer> answer : waiting.values()) {
                answer.completeExceptionally(end);
            }
        }
    }

    private static @Nullable String line(InputStream out) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = out.read(); octet >= 0; octet = out.read()) {
            if (octet == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
            line.write(octet);
        }
        return null;
    }

    private void take(String line) {
        try {
            if (!ready.isDone()) {
                ready.complete(JSON.readValue(line, YtDlpWorker.Ready.class));
                return;
            }
            YtDlpAnswer answer = JSON.readValue(line, YtDlpAnswer.class);
            answered.incrementAndGet();
            CompletableFuture<YtDlpAnswer> asked = waiting.remove(answer.id());
            if (asked != null) {
                asked.complete(answer);
            }
            if (retired && waiting.isEmpty()) {
                in.close();
            }
        } catch (JacksonException | IOException e) {
            log.warn("Line of the worker left out: {}", e.getMessage());
        }
    }

    /** Returns the end of what it wrote to stderr. */
    String lastWords() {
        return complaints.text().strip();
    }

    boolean isAlive() {
        return process.isAlive() && !retired;
    }

    long pid() {
        return process.pid();
    }

    int answered() {
        return answered.get();
    }

    /** Lets it answer what it was asked, then end. */
    void endWhenIdle() {
        retired = true;
        if (waiting.isEmpty()) {
            try {
                in.close();
            } catch (IOException e) {
                log.trace("Worker had ended: {}", e.toString());
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
