package dev.muzon.sandbox.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A supervisor without processes that remembers what it was told to kill. */
final class FakeSupervisor implements AutoCloseable {
    static final String LOGIN_PAGE = "http://127.0.0.1:8081/#secret";

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FakeSupervisor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/processes", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                told.add(exchange.getRequestURI().getPath());
            }
            answer(exchange, "[]");
        });
        server.createContext("/login-page", exchange -> answer(exchange, "{\"url\": \"" + LOGIN_PAGE + "\"}"));
        server.start();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the paths that were posted to. */
    List<String> told() {
        return told;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
