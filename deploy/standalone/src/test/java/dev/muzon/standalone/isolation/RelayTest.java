package dev.muzon.standalone.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void aPageIsReachedThroughTwoRelays() throws Exception {
        HttpServer page = HttpServer.create(FREE, 0);
        page.createContext("/", exchange -> {
            byte[] body = "log in here".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        page.start();
        try (Relay inside = Relay.start(FREE, page.getAddress());
                Relay outside =
                        Relay.start(FREE, new InetSocketAddress(InetAddress.getLoopbackAddress(), inside.port()));
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + outside.port() + "/"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("log in here");
        } finally {
            page.stop(0);
        }
    }
}
