package dev.muzon.assistant.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A recogniser on loopback that answers what it was told to, and remembers what it was sent. */
public final class RecognitionServer implements AutoCloseable {
    private static final int DRIPPING = -1;
    private static final int DRIP_MILLIS = 50;

    private final HttpServer server;
    private final Queue<Answer> planned = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Semaphore gate = new Semaphore(Integer.MAX_VALUE);
    private volatile Answer standard = new Answer(200, "{\"text\":\"\"}", Map.of());

    /** The requests so far, oldest first. */
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * A request as it came. The body is read as Latin letters, so each byte is one character.
     *
     * @param nanos when it came, by {@link System#nanoTime()}
     */
    public record Request(String path, String authorization, String type, String body, long nanos) {
        /** Does not print the sound. */
        @Override
        public String toString() {
            return path + ", " + body.length() + " bytes";
        }
    }

    /** An answer. One with the status 0 never comes. */
    public record Answer(int status, String body, Map<String, String> headers) {
        public static Answer text(String words) {
            return new Answer(200, "{\"text\":\"" + words + "\"}", Map.of());
        }

        public static Answer status(int status) {
            return new Answer(status, "no", Map.of());
        }

        public static Answer never() {
            return status(0);
        }

        /** Returns one that begins at once and goes on without end, a byte at a time. */
        public static Answer dripping() {
            return status(DRIPPING);
        }
    }

    private RecognitionServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public static RecognitionServer start() throws IOException {
        return new RecognitionServer();
    }

    /** Answers this from now on, where nothing else is planned. */
    public void hears(String words) {
        standard = Answer.text(words);
    }

    /** Answers nothing until it is let, once for each permit that is released. */
    public Semaphore holds() {
        gate = new Semaphore(0);
        return gate;
    }

    /** Plans the next answer. */
    public void plan(Answer answer) {
        planned.add(answer);
    }

    /** Forgets the planned answers that nobody fetched. */
    public void plansNothing() {
        planned.clear();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String authorization = headers.getFirst("Authorization");
        requests.add(new Request(
                exchange.getRequestURI().getPath(),
                authorization == null ? "" : authorization,
                headers.getFirst("Content-Type"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1),
                System.nanoTime()));
        gate.acquireUninterruptibly();
        Answer next = planned.poll();
        Answer answer = next == null ? standard : next;
        if (answer.status() == 0) {
            awaitEnd();
            exchange.close();
            return;
        }
        if (answer.status() == DRIPPING) {
            drip(exchange);
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (!closed.await(DRIP_MILLIS, TimeUnit.MILLISECONDS)) {
                body.write(' ');
                body.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
