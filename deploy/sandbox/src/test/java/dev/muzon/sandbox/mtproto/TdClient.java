package dev.muzon.sandbox.mtproto;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One account's client: requests with their answers, and all updates of the library. */
final class TdClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<String> library;
    private final AtomicLong lastRequest = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final List<JsonNode> updates = new CopyOnWriteArrayList<>();
    private volatile String connection = "";
    private volatile JsonNode state = TdClients.JSON.createObjectNode();

    TdClient(Consumer<String> library) {
        this.library = library;
    }

    void start(Path database, int socksPort) {
        // Kept by the library until it has its parameters, then applied first.
        CompletableFuture<JsonNode> proxied = send("addProxy", proxy -> {
            ObjectNode inner = proxy.putObject("proxy").put("@type", "proxy").put("server", "127.0.0.1");
            inner.put("port", socksPort).putObject("type").put("@type", "proxyTypeSocks5");
            proxy.put("enable", true);
        });
        call(
                "setTdlibParameters",
                parameters -> parameters
                        .put("database_directory", database.resolve("db").toString())
                        .put("files_directory", database.resolve("files").toString())
                        .put("use_file_database", true)
                        .put("use_chat_info_database", true)
                        .put("use_message_database", true)
                        .put("api_id", 1)
                        .put("api_hash", "sandbox")
                        .put("system_language_code", "en")
                        .put("device_model", "test")
                        .put("system_version", "1")
                        .put("application_version", "1"));
        proxied.join();
    }

    /**
     * Calls a method.
     *
     * @return the answer, errors included
     */
    JsonNode call(String method, Consumer<ObjectNode> parameters) {
        try {
            return send(method, parameters).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " was not answered; state " + state, e);
        }
    }

    CompletableFuture<JsonNode> send(String method, Consumer<ObjectNode> parameters) {
        long id = lastRequest.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        ObjectNode request =
                TdClients.JSON.createObjectNode().put("@type", method).put("@extra", id);
        parameters.accept(request);
        library.accept(request.toString());
        return answer;
    }

    /** Calls and fails the test if the answer is an error. */
    JsonNode ok(String method, Consumer<ObjectNode> parameters) {
        JsonNode answer = call(method, parameters);
        if (answer.path("@type").asString().equals("error")) {
            throw new AssertionError(method + ": " + answer);
        }
        return answer;
    }

    JsonNode ok(String method) {
        return ok(method, _ -> {});
    }

    /**
     * Calls a method that has to fail.
     *
     * @return the error's message
     */
    String error(String method, Consumer<ObjectNode> parameters) {
        JsonNode answer = call(method, parameters);
        if (!answer.path("@type").asString().equals("error")) {
            throw new AssertionError(method + " was expected to fail: " + answer);
        }
        return answer.path("message").asString();
    }

    void receive(JsonNode event) {
        JsonNode extra = event.path("@extra");
        if (!extra.isMissingNode()) {
            pending.remove(extra.asLong()).complete(event);
            return;
        }
        if (event.path("@type").asString().equals("updateAuthorizationState")) {
            state = event.path("authorization_state");
        }
        if (event.path("@type").asString().equals("updateConnectionState")) {
            connection = event.path("state").path("@type").asString();
        }
        updates.add(event);
    }

    JsonNode awaitState(String type) {
        await("state " + type)
                .atMost(PATIENCE)
                .until(() -> state.path("@type").asString().equals(type));
        return state;
    }

    /** Waits for the first update of a kind that fits, whether it came already or is still to come. */
    JsonNode awaitUpdate(String type, Predicate<JsonNode> wanted) {
        await(type).atMost(PATIENCE).until(() -> find(type, wanted) != null);
        return find(type, wanted);
    }

    JsonNode awaitNewMessage(String text) {
        return awaitUpdate("updateNewMessage", update -> text(update).equals(text))
                .path("message");
    }

    long count(String type, String text) {
        return updates.stream()
                .filter(update -> update.path("@type").asString().equals(type)
                        && text(update).equals(text))
                .count();
    }

    private static String text(JsonNode update) {
        JsonNode content = update.path("message").path("content");
        return content.path("text")
                .path("text")
                .asString(content.path("caption").path("text").asString(""));
    }

    void awaitConnected() {
        await("connected").atMost(PATIENCE).until(() -> connection.equals("connectionStateReady"));
    }

    void awaitDisconnected() {
        await("disconnected").atMost(PATIENCE).until(() -> !connection.equals("connectionStateReady"));
    }

    private JsonNode find(String type, Predicate<JsonNode> wanted) {
        return updates.stream()
                .filter(update -> update.path("@type").asString().equals(type) && wanted.test(update))
                .findFirst()
                .orElse(null);
    }

    /** Closes the client before the process ends, because the library would abort the process otherwise. */
    @Override
    public void close() {
        if (!state.path("@type").asString().equals("authorizationStateClosed")) {
            call("close", _ -> {});
            awaitState("authorizationStateClosed");
        }
    }
}
