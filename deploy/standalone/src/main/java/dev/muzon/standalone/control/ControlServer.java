package dev.muzon.standalone.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muzon.standalone.process.SupervisedProcess;
import dev.muzon.standalone.process.Supervisor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Control of the processes over HTTP on loopback. {@code GET /processes} lists them, and {@code GET /login-page} answers
 * {@code {"url": …}}, the secret link to the assistants' login page, where a person logs them in.
 * {@code POST /processes/{name}/kill} kills one as a crash would, so that a person can watch it come back. Only the
 * demo allows that. Pages in a browser are refused, from any site.
 */
public final class ControlServer implements AutoCloseable {
    private static final Pattern KILL = Pattern.compile("/processes/([a-z-]+)/kill");

    private final HttpServer server;
    private final Supervisor supervisor;
    private final Supplier<Optional<String>> loginPage;
    private final boolean mayKill;
    private final JsonMapper json = JsonMapper.builder().build();

    private ControlServer(
            HttpServer server, Supervisor supervisor, Supplier<Optional<String>> loginPage, boolean mayKill) {
        this.server = server;
        this.supervisor = supervisor;
        this.loginPage = loginPage;
        this.mayKill = mayKill;
    }

    /**
     * Starts the server.
     *
     * @param loginPage the link to the login page, empty while none is known
     * @param port 0 for a free one
     */
    public static ControlServer start(
            Supervisor supervisor, Supplier<Optional<String>> loginPage, int port, boolean mayKill) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ControlServer control = new ControlServer(http, supervisor, loginPage, mayKill);
        http.createContext("/", control::answer);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        return control;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher kill = KILL.matcher(path);
        if (fromAPage(exchange)) {
            send(exchange, 403, Map.of("title", "Not for pages"));
        } else if (exchange.getRequestMethod().equals("GET") && path.equals("/processes")) {
            send(exchange, 200, supervisor.processes());
        } else if (exchange.getRequestMethod().equals("GET") && path.equals("/login-page")) {
            Optional<String> link = loginPage.get();
            send(exchange, link.isPresent() ? 200 : 404, Map.of("url", link.orElse("")));
        } else if (mayKill && exchange.getRequestMethod().equals("POST") && kill.matches()) {
            boolean killed = supervisor
                    .process(kill.group(1))
                    .map(SupervisedProcess::kill)
                    .orElse(false);
            send(exchange, killed ? 202 : 404, Map.of("killed", killed));
        } else {
            send(exchange, 404, Map.of("title", "No such resource"));
        }
    }

    /**
     * Tells whether a browser sent it. Browsers name the page's site in each request that could change something, and
     * the host that they believe in.
     */
    private boolean fromAPage(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return exchange.getRequestHeaders().containsKey("Origin")
                || exchange.getRequestHeaders().containsKey("Sec-Fetch-Site")
                || !("127.0.0.1:" + port()).equals(host);
    }

    private void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
