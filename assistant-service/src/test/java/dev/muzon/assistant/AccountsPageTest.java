package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of accounts that come, change and go on the login page, with the real libtdjson. */
@ExtendWith(OutputCaptureExtension.class)
class AccountsPageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static SandboxTelegram telegram;
    private static RunningService service;
    private static String cookie;

    @BeforeAll
    static void start(CapturedOutput output) throws Exception {
        telegram = SandboxTelegram.start();
        service = new RunningService(telegram, folder, mongo.uri(), URI.create("http://127.0.0.1:9"));
        String printed = output.getOut();
        int hash = printed.indexOf('#', printed.indexOf("Login page"));
        cookie = change("POST", "session", "{\"secret\":\"" + printed.substring(hash + 1, hash + 23) + "\"}")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    @AfterAll
    static void stop() {
        service.close();
        telegram.close();
    }

    @Test
    void anAccountIsAddedLoggedInChangedAndRemovedWithoutARestart() throws Exception {
        assertThat(change("POST", "accounts", "{\"id\":\"third\",\"roles\":[\"MUSIC\"]}")
                        .statusCode())
                .isEqualTo(204);
        Account third = service.bean(Accounts.class).account("third");
        await().atMost(PATIENCE).until(() -> third.login() instanceof LoginState.WaitingForQrScan);
        telegram.scan(
                ((LoginState.WaitingForQrScan) third.login()).link(),
                telegram.person("Cleo").id());
        await().atMost(PATIENCE).until(third::isReadyForMusic);
        assertThat(shown("third").path("removable").asBoolean()).isTrue();
        assertThat(shown("third").path("account").path("roles").toString()).isEqualTo("[\"MUSIC\"]");

        assertThat(change("PUT", "accounts/third/roles", "{\"roles\":[\"NOTES\"]}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(third.isReadyForMusic()).isFalse();
        assertThat(third.ready()).isTrue();

        assertThat(change("DELETE", "accounts/third", "").statusCode()).isEqualTo(204);

        assertThat(shown("third").isMissingNode()).isTrue();
        await().atMost(PATIENCE).until(() -> !Files.exists(folder.resolve("third")));
    }

    @Test
    void anAccountThatIsLoggedOutHereIsShownSo() throws Exception {
        change("POST", "accounts", "{\"id\":\"fourth\",\"roles\":[\"MUSIC\"]}");
        Account fourth = service.bean(Accounts.class).account("fourth");
        await().atMost(PATIENCE).until(() -> fourth.login() instanceof LoginState.WaitingForQrScan);
        telegram.scan(
                ((LoginState.WaitingForQrScan) fourth.login()).link(),
                telegram.person("Dora").id());
        await().atMost(PATIENCE).until(fourth::ready);
        assertThat(shown("fourth").path("loggedOutHere").asBoolean()).isFalse();

        assertThat(change("POST", "accounts/fourth/log-out", "").statusCode()).isEqualTo(204);

        await().atMost(PATIENCE).until(() -> fourth.login() instanceof LoginState.WaitingForQrScan);
        assertThat(shown("fourth").path("loggedOutHere").asBoolean()).isTrue();
        assertThat(shown("fourth").path("account").path("failure").isNull()).isTrue();
        change("DELETE", "accounts/fourth", "");
    }

    @Test
    void voiceNotesWithoutARecogniserAreShownAsSwitchedOff() throws Exception {
        assertThat(shown("main").path("notesOff").asBoolean()).isTrue();
    }

    @Test
    void anAccountOfTheSettingsStays() throws Exception {
        assertThat(shown("main").path("removable").asBoolean()).isFalse();

        assertThat(change("DELETE", "accounts/main", "").statusCode()).isEqualTo(400);

        assertThat(shown("main").path("account").path("id").asString()).isEqualTo("main");
    }

    private static JsonNode shown(String id) throws IOException, InterruptedException {
        JsonNode all = JsonMapper.shared()
                .readTree(service.send(HttpRequest.newBuilder(service.page("/login/accounts"))
                                .header("Cookie", cookie))
                        .body());
        for (JsonNode one : all) {
            if (one.path("account").path("id").asString().equals(id)) {
                return one;
            }
        }
        return all.path("none");
    }

    private static HttpResponse<String> change(String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.page("/login/" + path))
                .header("X-Muzon-Page", "1")
                .header("Content-Type", "application/json");
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return service.send(request.method(method, BodyPublishers.ofString(body)));
    }
}
