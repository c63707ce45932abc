package dev.muzon.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProviderCheckTest {
    private HttpServer server;
    private String description = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/home/.well-known/openid-configuration", exchange -> {
            byte[] body = description.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aProviderThatCallsItselfAsTheSettingsDoIsWell() throws Exception {
        description = "{\"issuer\": \"" + address() + "/home/\"}";

        assertThat(look(address() + "/home/").level()).isEqualTo(Finding.Level.WELL);
    }

    @Test
    void anIssuerThatDiffersByASlashIsToldBeforeSomebodyLogsIn() throws Exception {
        description = "{\"issuer\": \"" + address() + "/home/\"}";

        assertThat(look(address() + "/home"))
                .isEqualTo(Finding.warning(
                        "the login page's identity provider calls itself " + address() + "/home/",
                        "correct it in the file"));
    }

    @Test
    void aPageThatDescribesNoProviderIsTold() throws Exception {
        description = "<html>";
        assertThat(look(address() + "/home").what()).contains("is not an identity provider");

        assertThat(look(address() + "/elsewhere").what()).contains("is not an identity provider");
    }

    @Test
    void aProviderThatIsAwayIsTold() throws Exception {
        String away = address();
        server.stop(0);

        assertThat(look(away).what())
                .isEqualTo("the login page's identity provider does not answer (nothing accepts the connection)");
    }

    @Test
    @Timeout(30)
    void aDescriptionThatDripsWithoutEndHeldTheDoctorUpForEver() throws Exception {
        var told = new CountDownLatch(1);
        server.createContext("/drips/.well-known/openid-configuration", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                do {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                } while (!told.await(100, TimeUnit.MILLISECONDS));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });

        Finding finding = new ProviderCheck(address() + "/drips", "it in the file", Duration.ofSeconds(1)).look();
        told.countDown();

        assertThat(finding.what()).isEqualTo("the login page's identity provider does not answer (no answer in time)");
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static Finding look(String issuer) throws InterruptedException {
        return new ProviderCheck(issuer, "it in the file", Duration.ofSeconds(10)).look();
    }
}
