package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.RequestKind;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** One TDLib client: requests with their answers, and updates in order. */
final class TdClient {
    private static final Logger log = LoggerFactory.getLogger(TdClient.class);

    /** Longer than 60 s, because TDLib waits out floods of up to 60 s silently. */
    static final Duration PATIENCE = Duration.ofSeconds(75);

    private final String name;
    private final Consumer<TdRequest> wire;
    private final Consumer<JsonNode> updates;
    private final Map<Long, Question> asked = new ConcurrentHashMap<>();
    private final FloodWaits floods = new FloodWaits(System::nanoTime);
    private final AtomicLong questions = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService inOrder;

    /** A request that waits for its answer. */
    private record Question(String type, CompletableFuture<JsonNode> answer) {}

    TdClient(String name, Consumer<TdRequest> wire, Consumer<JsonNode> updates) {
        this.name = name;
        this.wire = wire;
        this.updates = updates;
        this.inOrder = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("tdlib-" + name).factory());
    }

    /**
     * Sends without waiting. An error completes the future with a {@link TdError}, {@link TdError#closed} at the end. So
     * does the rest of a wait that Telegram asked for, and nothing is sent then.
     */
    CompletableFuture<JsonNode> send(TdRequest request) {
        Optional<TdError> early = floods.refusal(request.type());
        if (early.isPresent()) {
            return CompletableFuture.failedFuture(early.get());
        }
        long question = questions.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(question, new Question(request.type(), answer));
        if (isClosed()) {
            asked.remove(question);
            answer.completeExceptionally(TdError.closed());
        } else {
            wire.accept(request.with("@extra", question));
        }
        return answer;
    }

    /** Sends without waiting. The handler gets the answer or the {@link TdError} on the thread of the updates. */
    void send(TdRequest request, BiConsumer<@Nullable JsonNode, @Nullable Throwable> handler) {
        var _ = send(request)
                .whenCompleteAsync((answer, e) -> guarded(request.type(), () -> handler.accept(answer, e)), inOrder);
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws TdError what TDLib answered instead
     * @throws dev.muzon.protocol.failure.FailureException transient {@code telegram.unavailable} when no answer came:
     *     whether the request took effect is unknown then
     */
    JsonNode call(TdRequest request) throws InterruptedException {
        return call(request, PATIENCE);
    }

    JsonNode call(TdRequest request, Duration patience) throws InterruptedException {
        try {
            return send(request).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TdError error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw Failure.of(
                            FailureCode.TELEGRAM_UNAVAILABLE,
                            request.type() + " of account " + name + " was not answered within " + patience)
                    .causedBy(e);
        }
    }

    /**
     * Asks and waits as {@link #call} does, and translates errors into failures.
     *
     * @param activity what was being done, for the failure's detail
     * @throws dev.muzon.protocol.failure.FailureException by {@link TdErrors}
     */
    JsonNode ask(String activity, TdRequest request) throws InterruptedException {
        try {
            return call(request);
        } catch (TdError e) {
            throw failed(activity, e);
        }
    }

    /** Translates an error of this client into a failure. */
    FailureException failed(String activity, TdError error) {
        return TdErrors.failure(name, activity, error).causedBy(error);
    }

    /** Takes an error that came later than the answer to its request, in an update. */
    void failedLater(String request, TdError error) {
        floods.note(request, error);
    }

    /** Returns the waits that Telegram asked of the account and that are not over. */
    Map<RequestKind, Duration> floods() {
        return floods.left();
    }

    /**
     * Takes an answer or an update. Called on the receiving thread, so it only passes it on.
     *
     * @return whether nothing more will come for this client
     */
    boolean accept(JsonNode node) {
        long question = node.path("@extra").longValue(0);
        if (question != 0) {
            answer(asked.remove(question), node);
            return false;
        }
        boolean last = saysClosed(node);
        inOrder.execute(() -> guarded(node.path("@type").asString("?"), () -> updates.accept(node)));
        if (last) {
            abandon();
        }
        return last;
    }

    /** Ends the client as far as this process sees it. Nothing will be received for it any more. */
    void abandon() {
        closed.countDown();
        asked.values().forEach(waiting -> waiting.answer().completeExceptionally(TdError.closed()));
        inOrder.shutdown();
    }

    private void answer(@Nullable Question waiting, JsonNode node) {
        if (waiting == null) {
            return;
        }
        if (node.path("@type").asString("").equals("error")) {
            TdError error = new TdError(
                    node.path("code").intValue(0), node.path("message").asString(""));
            floods.note(waiting.type(), error);
            waiting.answer().completeExceptionally(error);
        } else {
            waiting.answer().complete(node);
        }
    }

    private static boolean saysClosed(JsonNode node) {
        return node.path("@type").asString("").equals("updateAuthorizationState")
                && node.path("authorization_state").path("@type").asString("").equals("authorizationStateClosed");
    }

    /** Runs the handling of one update or answer. No failure there stops the next ones. */
    private void guarded(String type, Runnable handling) {
        try {
            handling.run();
        } catch (Throwable e) {
            log.error("Account {} could not handle {}", name, type, e);
        }
    }

    /**
     * Asks TDLib to save and end, and waits until it has. A process that exits with an open client may abort.
     *
     * @return whether it ended within the limit
     */
    boolean close(Duration limit) throws InterruptedException {
        if (!isClosed()) {
            var _ = send(TdRequest.of("close"));
        }
        return closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }
}
