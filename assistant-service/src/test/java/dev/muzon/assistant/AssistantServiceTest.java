package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.sandbox.FakeVoice;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.User;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the service as its neighbours and its operator see it, with the real libtdjson. */
@ExtendWith(OutputCaptureExtension.class)
class AssistantServiceTest {
    private static final Pattern LINK = Pattern.compile("Login page[^\n]*(http://127\\.0\\.0\\.1:\\d+/#\\S{22})\n");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static SandboxTelegram telegram;
    private static HttpServer gateway;
    private static RunningService service;
    private static URI link;

    private final Chat lounge = telegram.publicGroup();

    @BeforeAll
    static void start(CapturedOutput output) throws IOException {
        telegram = SandboxTelegram.start();
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/v1/chats/", exchange -> {
            String chatId = exchange.getRequestURI().getPath().split("/", -1)[3];
            Chat chat = telegram.world.chats().get(Long.parseLong(chatId));
            byte[] link = ("{\"url\":\"" + SandboxTelegram.inviteLink(chat) + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, link.length);
            exchange.getResponseBody().write(link);
            exchange.close();
        });
        gateway.start();
        service = new RunningService(
                telegram,
                folder,
                mongo.uri(),
                URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()));
        Matcher printed = LINK.matcher(output.getOut());
        assertThat(printed.find()).isTrue();
        link = URI.create(printed.group(1));
        assertThat(link.getPort()).isEqualTo(service.page("/").getPort()).isNotEqualTo(service.port());
        for (Account account : service.bean(Accounts.class).all()) {
            await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForQrScan);
            LoginState.WaitingForQrScan shown = (LoginState.WaitingForQrScan) account.login();
            telegram.scan(shown.link(), telegram.person(account.id()).id());
            await().atMost(PATIENCE).until(account::ready);
        }
    }

    @AfterAll
    static void stop() {
        service.close();
        gateway.stop(0);
        telegram.close();
    }

    @AfterEach
    void forgetFaults() {
        telegram.server.faults().clear();
    }

    @Test
    void aVoiceChatIsJoinedAndLeftOverRest() throws Exception {
        JsonNode joined = json(join(lounge));
        assertThat(joined.path("transport").asString()).isEqualTo(FakeVoice.TRANSPORT);
        assertThat(joined.path("created").asBoolean()).isFalse();
        assertThat(joined.path("groupCallId").asInt()).isPositive();
        User joiner = user(joined);

        assertThat(service.post("/v1/voice-chats/" + lounge.id() + "/leave", "").statusCode())
                .isEqualTo(204);

        await().atMost(PATIENCE).until(() -> telegram.voice.told.contains("leave " + lounge.id() + " " + joiner.id()));
        assertThat(service.post("/v1/voice-chats/" + lounge.id() + "/leave", "").statusCode())
                .isEqualTo(204);
        assertThat(service.get("/actuator/prometheus"))
                .contains("muzon_assistant_joins_seconds_count")
                .contains("outcome=\"joined\"");
    }

    @Test
    void everyMeterHoldsANumber() throws Exception {
        assertThat(service.get("/actuator/prometheus").lines())
                .anyMatch(line -> line.startsWith("muzon_assistant_accounts_ready"))
                .noneMatch(line -> line.endsWith("NaN"));
    }

    @Test
    void aPrivateGroupIsJoinedByTheBotsInvitation() throws Exception {
        assertThat(json(join(telegram.privateGroup())).path("transport").asString())
                .isEqualTo(FakeVoice.TRANSPORT);
    }

    @Test
    void anotherAccountJoinsWhereTheFirstIsBanned() throws Exception {
        String first = json(join(lounge)).path("accountId").asString();
        User banned = user(service.bean(Accounts.class).account(first));
        telegram.world.members().ban(lounge.id(), telegram.owner.id(), banned.id());
        await().atMost(PATIENCE)
                .until(() -> !service.bean(Accounts.class).account(first).isIn(lounge.id()));

        assertThat(json(join(lounge)).path("accountId").asString()).isNotEqualTo(first);
    }

    @Test
    void aVoiceChatIsStartedWhereAllowedAndElsewhereMissed() throws Exception {
        telegram.world.voiceChats().end(voiceChat(), telegram.owner.id());
        assertProblem(join(lounge), 409, "voice-chat.none");

        for (User assistant : assistants()) {
            telegram.world
                    .members()
                    .promote(lounge.id(), telegram.owner.id(), assistant.id(), Set.of(Right.MANAGE_VIDEO_CHATS), false);
        }
        await().atMost(PATIENCE).until(() -> join(lounge).statusCode() == 200);
        assertThat(telegram.world.voiceChats().activeIn(lounge.id())).isPresent();
    }

    @Test
    void aVoiceChatThatBeganRightAfterARefusalIsJoined() throws Exception {
        telegram.world.voiceChats().end(voiceChat(), telegram.owner.id());
        assertProblem(join(lounge), 409, "voice-chat.none");

        telegram.world.voiceChats().start(lounge.id(), telegram.owner.id(), "");

        assertThat(join(lounge).statusCode()).isEqualTo(200);
    }

    /** Tests the names of the accounts: the bot needs them to approve its own assistants' requests to join. */
    @Test
    void theTelegramUserOfEachAccountIsNamed() throws Exception {
        JsonNode account = service.accounts().path(0);

        User user = user(service.bean(Accounts.class).account(account.path("id").asString()));
        assertThat(account.path("userId").asLong()).isEqualTo(user.id());
        assertThat(account.path("username").asString()).isEqualTo(user.username());
    }

    @Test
    void changesOfAVoiceChatBecomeJobs() throws Exception {
        JsonNode joined = json(join(lounge));
        telegram.world.voiceChats().end(voiceChat(), telegram.owner.id());

        VoiceChatChanged news = await().atMost(PATIENCE)
                .until(this::nextNews, one -> one != null && one.chat().id() == lounge.id());
        assertThat(news.change()).isEqualTo(Change.ENDED);
        assertThat(news.groupCallId()).isEqualTo(joined.path("groupCallId").asInt());
        assertThat(news.accountId()).isEqualTo(joined.path("accountId").asString());
    }

    private VoiceChatChanged nextNews() {
        JobQueue jobs = service.bean(JobQueue.class);
        return jobs.claim(Queues.PLAYER, "test", PATIENCE)
                .map(job -> {
                    jobs.complete(job);
                    return JsonMapper.shared().readValue(job.payload(), Job.class);
                })
                .filter(VoiceChatChanged.class::isInstance) // news that a refused chat may be open comes between
                .map(VoiceChatChanged.class::cast)
                .filter(news -> news.change() != Change.ALONE && news.change() != Change.ACCOMPANIED)
                .orElse(null);
    }

    @Test
    void requestsWithoutATokenOrWithNonsenseAreRefused() throws Exception {
        for (String path : new String[] {"/v1/voice-chats/-1/join", "/v1/voice-chats/-1/leave", "/v1/accounts"}) {
            HttpRequest.Builder request = HttpRequest.newBuilder(service.uri(path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}"));
            assertProblem(service.send(request), 401, "internal.unauthenticated");
        }
        assertProblem(service.post("/v1/voice-chats/-1/join", body(lounge)), 400, "input.bad");
        assertProblem(service.post("/v1/voice-chats/-1/join", "{\"chat\":"), 400, "input.bad");
        assertProblem(service.post("/v1/voice-chats/-1/join", "{}"), 400, "input.bad");
        assertProblem(
                service.post(
                        "/v1/voice-chats/" + lounge.id() + "/join", body(lounge).replace("ssrc", "s")),
                400,
                "input.bad");
    }

    @Test
    void theLoginPageOpensForItsSecretLink() throws Exception {
        String html = service.send(page("/").GET()).body();
        Matcher parts = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(html);
        assertThat(parts.results().map(part -> part.group(1)))
                .contains("login.js", "icon.svg") // without an icon browsers ask for /favicon.ico, and complain
                .allSatisfy(
                        part -> assertThat(service.send(page("/" + part).GET()).statusCode())
                                .isEqualTo(200));
        assertProblem(service.send(page("/login/accounts")), 403, "access.denied");

        HttpResponse<String> traded = service.send(page("/login/session")
                .header("X-Muzon-Page", "1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"secret\":\"" + link.getFragment() + "\"}")));

        assertThat(traded.statusCode()).isEqualTo(204);
        String cookie = traded.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("; HttpOnly", "; SameSite=Strict", "; Path=/login");
        String held = cookie.substring(0, cookie.indexOf(';'));
        JsonNode shown = json(service.send(page("/login/accounts").header("Cookie", held)));
        assertThat(shown.path(0).path("account").path("state").asString()).isEqualTo("READY");
        assertThat(shown.path(0).path("login").path("phoneEnd").asString()).hasSize(2);
        assertProblem(
                service.send(page("/login/accounts/nobody/log-out")
                        .header("Cookie", held)
                        .header("X-Muzon-Page", "1")
                        .POST(BodyPublishers.noBody())),
                400,
                "input.bad");
        assertProblem(
                service.send(page("/login/accounts").header("Cookie", held).header("X-Forwarded-For", "192.0.2.1")),
                403,
                "access.denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login/accounts", "/", "/v1/../login/accounts", "//login/accounts", "/login/./accounts"})
    void theLoginPageIsRefusedUnderAnotherHostName(String path) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.page("/").getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("account\":");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/accounts",
                "/v1/openapi.json",
                "/login/../v1/accounts",
                "/actuator/health",
                "/actuator/prometheus",
                "/livez",
                "/readyz",
                "/elsewhere"
            })
    void thePortOfTheLoginPageAnswersNothingElse(String path) throws Exception {
        HttpRequest.Builder asked = page(path).header("Authorization", "Bearer " + RunningService.TOKEN);

        assertThat(service.send(asked).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/index.html", "/login.js", "/login/session", "/login/accounts", "/v1/../login/accounts"})
    void thePortOfTheServiceHasNoLoginPage(String path) throws Exception {
        assertThat(service.send(HttpRequest.newBuilder(service.uri(path))).statusCode())
                .isEqualTo(404);
        assertThat(service.send(HttpRequest.newBuilder(service.uri("/readyz"))).statusCode())
                .isEqualTo(200);
    }

    private static HttpRequest.Builder page(String path) {
        return HttpRequest.newBuilder(service.page(path));
    }

    private static HttpResponse<String> join(Chat chat) throws IOException, InterruptedException {
        return service.post("/v1/voice-chats/" + chat.id() + "/join", body(chat));
    }

    private static String body(Chat chat) {
        String username = chat.username() == null ? "null" : "\"" + chat.username() + "\"";
        return "{\"chat\":{\"id\":%d,\"title\":\"Lounge\",\"username\":%s},\"payload\":\"{\\\"ssrc\\\":4242}\"}"
                .formatted(chat.id(), username);
    }

    private long voiceChat() {
        return telegram.world.voiceChats().activeIn(lounge.id()).orElseThrow().id();
    }

    private static User user(JsonNode joined) {
        return user(
                service.bean(Accounts.class).account(joined.path("accountId").asString()));
    }

    private static User user(Account account) {
        return telegram.world.users().get(((LoginState.Ready) account.login()).userId());
    }

    private Iterable<User> assistants() {
        return service.bean(Accounts.class).all().stream()
                .map(AssistantServiceTest::user)
                .filter(user -> telegram.world.chats().get(lounge.id()).has(user.id()))
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(answer).path("code").asString()).isEqualTo(code);
    }
}
