package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
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
    void anAccountIsLoggedInByItsNumberAndCodeAndShownWithItsDigitsCallsAndTime() throws Exception {
        change("POST", "accounts", "{\"id\":\"fifth\",\"roles\":[\"MUSIC\"]}");
        awaitShown("fifth", "WAITING_FOR_QR_SCAN");
        String phone = Objects.requireNonNull(telegram.person("Eve").phone());
        String end = phone.substring(phone.length() - 2);

        assertThat(enter("phone", "+999")).isEqualTo(400);
        awaitShown("fifth", "WAITING_FOR_QR_SCAN");
        assertThat(enter("phone", "+" + phone)).isEqualTo(204);
        awaitShown("fifth", "WAITING_FOR_CODE");
        assertThat(shown("fifth").path("login").path("phoneEnd").asString()).isEqualTo(end);
        assertThat(shown("fifth").path("login").path("codeWay").asString()).isEqualTo("TELEGRAM");
        assertThat(enter("code", "none")).isEqualTo(400);

        assertThat(change("POST", "accounts/fifth/qr", "").statusCode()).isEqualTo(204);
        awaitShown("fifth", "WAITING_FOR_QR_SCAN");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(shown("fifth").path("login").path("qr").asString(""))
                                .startsWith("<svg"));
        assertThat(enter("phone", "+" + phone)).isEqualTo(204);
        awaitShown("fifth", "WAITING_FOR_CODE");
        Instant before = Instant.now();
        assertThat(enter("code", telegram.world.logins().code(phone).orElseThrow()))
                .isEqualTo(204);
        awaitShown("fifth", "READY");

        JsonNode ready = shown("fifth");
        assertThat(ready.path("account").path("name").asString()).isEqualTo("Eve");
        assertThat(ready.path("login").path("phoneEnd").asString()).isEqualTo(end);
        assertThat(Instant.parse(ready.path("since").asString())).isBetween(before, Instant.now());
        assertThat(ready.path("account").path("activeCalls").asInt()).isZero();
        Chat lounge = telegram.publicGroup();
        service.post(
                "/v1/voice-chats/" + lounge.id() + "/join",
                "{\"chat\":{\"id\":%d,\"title\":\"Lounge\",\"username\":\"%s\"},\"payload\":\"{\\\"ssrc\\\":4242}\"}"
                        .formatted(lounge.id(), lounge.username()));
        assertThat(shown("fifth").path("account").path("activeCalls").asInt()).isOne();
        change("DELETE", "accounts/fifth", "");
    }

    /** Sends what a person typed for the fifth account and returns the status. */
    private static int enter(String what, String value) throws IOException, InterruptedException {
        return change("POST", "accounts/fifth/" + what, "{\"value\":\"" + value + "\"}")
                .statusCode();
    }

    private static void awaitShown(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(shown(id).path("account").path("state").asString(""))
                                .isEqualTo(state));
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
