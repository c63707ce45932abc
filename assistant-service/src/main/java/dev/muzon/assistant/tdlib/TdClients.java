package dev.muzon.assistant.tdlib;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The TDLib of this process, which opens clients and hands each what is received for it. There is one per library,
 * because a second receiving thread would abort the process. The library is loaded with the first client, so that a
 * service without it starts and says what is missing.
 */
final class TdClients {
    private static final Duration RECEIVE_TIMEOUT = Duration.ofSeconds(10);
    /** Fatal lines and errors. */
    private static final int LOG_LEVEL = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<Path, TdClients> BY_LIBRARY = new ConcurrentHashMap<>();

    private final Path library;
    private final Map<Integer, TdClient> clients = new ConcurrentHashMap<>();
    private volatile Consumer<Throwable> whenDeaf = _ -> {};
    private @Nullable TdJson tdjson;

    private TdClients(Path library) {
        this.library = library;
    }

    static TdClients of(Path library) {
        return BY_LIBRARY.computeIfAbsent(library.toAbsolutePath().normalize(), TdClients::new);
    }

    /**
     * Sets the action for the end of receiving.
     *
     * @param action is told why nothing will be received any more
     */
    void whenDeaf(Consumer<Throwable> action) {
        whenDeaf = action;
    }

    /** Ends all clients as far as this process sees them, because nobody would hear of their end. Then tells why. */
    void deaf(Throwable reason) {
        clients.values().forEach(TdClient::abandon);
        clients.clear();
        whenDeaf.accept(reason);
    }

    /**
     * Makes a client, which starts with its first request.
     *
     * @param updates gets the client's updates in order, on a separate thread
     * @throws dev.muzon.protocol.failure.FailureException critical {@code native.missing}
     */
    TdClient open(String name, Consumer<JsonNode> updates) {
        TdJson loaded = tdjson();
        int id = loaded.createClient();
        TdClient client = new TdClient(name, request -> loaded.send(id, request.toString()), updates);
        clients.put(id, client);
        return client;
    }

    private synchronized TdJson tdjson() {
        if (tdjson == null) {
            TdJson loaded = TdJson.load(library);
            loaded.logTo(LOG_LEVEL, new TdLog());
            loaded.execute(TdRequest.of("setLogStream")
                    .with("log_stream", TdRequest.of("logStreamEmpty"))
                    .toString());
            loaded.execute(TdRequest.of("setLogVerbosityLevel")
                    .with("new_verbosity_level", LOG_LEVEL)
                    .toString());
            Receiver receiver = new Receiver(() -> loaded.receive(RECEIVE_TIMEOUT), this::dispatch, this::deaf);
            Thread.ofPlatform().name("tdlib-receive").daemon().start(receiver);
            tdjson = loaded;
        }
        return tdjson;
    }

    private void dispatch(String received) {
        JsonNode node = JSON.readTree(received);
        int id = node.path("@client_id").intValue(0);
        TdClient client = clients.get(id);
        if (client != null && client.accept(node)) {
            clients.remove(id);
        }
    }
}
