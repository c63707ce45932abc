package dev.muzon.gateway.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.runtime.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** voice-call-service on loopback, as far as the gateway asks it. */
public final class FakePlayerService implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final Map<Long, PlayerView> players = new ConcurrentHashMap<>();
    private final Map<Long, Queue<PlayerView>> next = new ConcurrentHashMap<>();
    private final List<CommandRequest> commands = new CopyOnWriteArrayList<>();
    private final Map<Long, Failure> away = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Failure> nextRefusal = new AtomicReference<>();

    public FakePlayerService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/players/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void shows(PlayerView player) {
        players.put(player.chat().id(), player);
    }

    /** Becomes this with the next command, behind what was said before. */
    public void becomes(PlayerView player) {
        next.computeIfAbsent(player.chat().id(), _ -> new ConcurrentLinkedQueue<>())
                .add(player);
    }

    /** Fails the next command. */
    public void refuseNext(Failure failure) {
        nextRefusal.set(failure);
    }

    /** Restarts, as far as a chat is concerned. */
    public void leaves(long chat) {
        fails(chat, Failure.of(FailureCode.DRAINING, "restarting"));
    }

    /** Answers whatever is asked of a chat with this, until it {@link #returns}. */
    public void fails(long chat, Failure failure) {
        away.put(chat, failure);
    }

    /** Ends the restart. */
    public void returns(long chat) {
        away.remove(chat);
    }

    public List<CommandRequest> commands() {
        return commands;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            long chat = Long.parseLong(exchange.getRequestURI().getPath().replaceAll("/v1/players/(-?[0-9]+).*", "$1"));
            Failure missing = away.get(chat);
            if (missing != null) {
                answer(
                        exchange,
                        missing.code().httpStatus(),
                        Problem.of(missing).json());
                return;
            }
            if ("POST".equals(exchange.getRequestMethod())) {
                commands.add(JSON.readValue(exchange.getRequestBody().readAllBytes(), CommandRequest.class));
                Failure refusal = nextRefusal.getAndSet(null);
                if (refusal != null) {
                    answer(
                            exchange,
                            refusal.code().httpStatus(),
                            Problem.of(refusal).json());
                    return;
                }
            }
            if (exchange.getRequestURI().getPath().endsWith("/queue")) {
                answer(
                        exchange,
                        200,
                        page(players.get(chat), exchange.getRequestURI().getQuery()));
                return;
            }
            PlayerView then = "POST".equals(exchange.getRequestMethod())
                    ? next.getOrDefault(chat, new ConcurrentLinkedQueue<>()).poll()
                    : null;
            if (then != null) {
                players.put(chat, then);
            }
            byte[] view = JSON.writeValueAsString(players.get(chat)).getBytes(StandardCharsets.UTF_8);
            answer(exchange, 200, view);
        }
    }

    /** Returns the part of the queue that {@code from=…&count=…} asks for. */
    private static byte[] page(PlayerView player, String query) {
        int from = Integer.parseInt(query.replaceAll(".*from=([0-9]+).*", "$1"));
        int count = Integer.parseInt(query.replaceAll(".*count=([0-9]+).*", "$1"));
        List<QueueEntry> entries =
                player.upcoming().stream().skip(from).limit(count).toList();
        int total = player.upcoming().size();
        return JSON.writeValueAsBytes(new QueuePage(player.epoch(), player.revision(), from, total, entries));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
