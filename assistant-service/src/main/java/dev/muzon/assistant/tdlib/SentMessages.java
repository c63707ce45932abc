package dev.muzon.assistant.tdlib;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * The messages that are on their way. TDLib answers with a temporary id and tells the real one in an update, which may
 * come first.
 */
final class SentMessages {
    /** The request that begins each of them. */
    static final String SEND = "sendMessage";

    private final TdClient client;
    private final Map<Long, CompletableFuture<Long>> onTheWay = new ConcurrentHashMap<>();

    SentMessages(TdClient client) {
        this.client = client;
    }

    /** Takes {@code updateMessageSendSucceeded}. */
    void succeeded(JsonNode update) {
        future(update).complete(update.path("message").path("id").longValue(0));
    }

    /** Takes {@code updateMessageSendFailed}. */
    void failed(JsonNode update) {
        JsonNode said = update.path("error");
        var error =
                new TdError(said.path("code").intValue(0), said.path("message").asString(""));
        if (update.path("message").path("chat_id").longValue(0) > 0) { // in a group it may be slow mode
            client.failedLater(SEND, error);
        }
        future(update).completeExceptionally(error);
    }

    private CompletableFuture<Long> future(JsonNode update) {
        return future(update.path("old_message_id").longValue(0));
    }

    private CompletableFuture<Long> future(long temporary) {
        return onTheWay.computeIfAbsent(temporary, _ -> new CompletableFuture<>());
    }

    /**
     * Sends and waits until Telegram has the message.
     *
     * @throws TdError what TDLib answered, or told later
     */
    long send(TdRequest request) throws InterruptedException {
        long temporary = client.call(request).path("id").longValue(0);
        return await(temporary, future(temporary));
    }

    private long await(long temporary, CompletableFuture<Long> sent) throws InterruptedException {
        Duration patience = TdClient.PATIENCE;
        try {
            return sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TdError error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException _) {
            throw new TdError(500, "the message was not confirmed within " + patience);
        } finally {
            onTheWay.remove(temporary, sent);
        }
    }
}
