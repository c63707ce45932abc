package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.muzon.standalone.SuiteHealth.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuiteHealthTest {
    private final Map<String, URI> services = new LinkedHashMap<>();
    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void eachPartThatDoesNotWorkIsALineInWords() throws Exception {
        service("well", 200, """
                {"status":"UP","components":{"ping":{"status":"UP"},"telegram":{"status":"UP","details":{"role":"x"}}}}""");
        service("assistant-service", 503, """
                {"status":"DOWN","components":{
                  "accounts":{"status":"DEGRADED","details":{"reason":"No account can join","main":"WAITING_FOR_QR_SCAN",
                    "second":"STARTING: Telegram is out of reach"}},
                  "diskSpace":{"status":"DOWN","details":{"error":"full\\nindeed"}},
                  "mongo":{"status":"DOWN","details":{"error":"MongoTimeoutException: Client view of {"}},
                  "ping":{"status":"UP"}}}""");

        assertThat(SuiteHealth.troubles(services, "secret"))
                .containsExactly(
                        new Trouble(
                                "assistant-service",
                                "accounts: No account can join (main: waits for its QR code to be scanned,"
                                        + " second: starting: Telegram is out of reach)"),
                        new Trouble("assistant-service", "diskSpace: full"),
                        new Trouble("assistant-service", "mongo: MongoDB does not answer"));
    }

    // "Ready." was said, and nothing of an account that nobody had logged in.
    @Test
    void anAccountThatIsNotLoggedInIsNamedBesideOneThatIs() throws Exception {
        service("assistant-service", 200, """
                {"status":"UP","components":{"accounts":{"status":"UP","details":{
                  "main":"READY","second":"WAITING_FOR_QR_SCAN","third":"WAITING_FOR_LEASE"}}}}""");

        assertThat(SuiteHealth.troubles(services, "secret"))
                .containsExactly(new Trouble(
                        "assistant-service",
                        "account second is not logged in: waits for its QR code to be scanned",
                        false));
    }

    @Test
    void aServiceThatNamesNoReasonOrDoesNotAnswerIsNamed() throws Exception {
        service("reserved", 200, "{\"status\":\"DEGRADED\"}");
        services.put("silent", URI.create("http://127.0.0.1:9"));

        assertThat(SuiteHealth.troubles(services, ""))
                .extracting(Trouble::words)
                .containsExactly(
                        "DEGRADED. It says why to those who have the internal token: name the settings of the run with"
                                + " --env",
                        "does not say how it is: nothing accepts the connection");
    }

    /** Names its reasons to those who have the token only, as the services do. */
    private void service(String name, int code, String health) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/actuator/health", exchange -> {
            byte[] body = health.getBytes(StandardCharsets.UTF_8);
            boolean known = health.contains("components")
                    == "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(known ? code : 401, body.length);
            exchange.getResponseBody().write(known ? body : new byte[0]);
            exchange.close();
        });
        server.start();
        servers.add(server);
        services.put(name, URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }
}
