package dev.muzon.gateway.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muzon.protocol.rest.AccountView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** assistant-service on loopback, as far as the gateway asks it: one account that is ready. */
public final class FakeAssistantService implements AutoCloseable {
    public static final long ASSISTANT = 7_000_000_042L;

    private final HttpServer server;
    private final AtomicInteger failing = new AtomicInteger();

    public FakeAssistantService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/accounts", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers the next questions with 503. */
    public void failNext(int times) {
        failing.set(times);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var loggedOut = new AccountView("second", AccountView.State.LOGGED_OUT, null, null, null, 0, null);
            var ready = new AccountView(
                    "main", AccountView.State.READY, "Muzon Assistant", ASSISTANT, "muzon_assistant", 0, null);
            byte[] answer = JsonMapper.shared().writeValueAsBytes(List.of(loggedOut, ready));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
