package dev.muzon.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.sandbox.SandboxApplication;
import dev.muzon.sandbox.voice.InMemoryRoomAudio;
import dev.muzon.sandbox.voice.RoomAudio;
import dev.muzon.sandbox.world.Button;
import dev.muzon.sandbox.world.Callback;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Keyboard;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldSeed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests that the page serves, sends and receives, and that tests can do the same over REST. */
@SpringBootTest(
        classes = {SandboxApplication.class, PageTest.Rooms.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PageTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final FakeSupervisor SUPERVISOR = new FakeSupervisor();

    @TestConfiguration
    static class Rooms {
        @Bean
        @Primary
        InMemoryRoomAudio rooms() {
            return new InMemoryRoomAudio();
        }
    }

    @DynamicPropertySource
    static void supervised(DynamicPropertyRegistry properties) {
        properties.add("sandbox.supervisor.url", SUPERVISOR::url);
    }

    @Autowired
    private World world;

    @Autowired
    private WorldSeed seed;

    @Autowired
    private InMemoryRoomAudio rooms;

    @Value("${local.server.port}")
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        // Not close(): that waits for streams which by their nature never end.
        http.shutdownNow();
    }

    @AfterAll
    static void stop() {
        SUPERVISOR.close();
    }

    @Test
    void thePageAndAllItsPartsAreServed() throws Exception {
        var page = request("GET", "/", null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("app.js").doesNotContain("http://", "https://");
        for (var part : parts()) {
            assertThat(request("GET", "/" + part, null).statusCode()).as(part).isEqualTo(200);
        }
    }

    /** Returns the files that the page names, and those that they name. */
    private static Set<String> parts() throws IOException {
        var parts = new TreeSet<String>();
        var names = Pattern.compile("\"(?:\\./)?([a-z-]+\\.(?:js|css|svg))\"");
        try (var files = Files.list(Path.of("src/main/resources/static"))) {
            for (var file : files.toList()) {
                names.matcher(Files.readString(file)).results().forEach(found -> parts.add(found.group(1)));
            }
        }
        return parts;
    }

    @Test
    void aSentMessageReachesEveryOpenPage() throws Exception {
        var told = new CopyOnWriteArrayList<JsonNode>();
        var stream = http.sendAsync(
                HttpRequest.newBuilder(uri("/sandbox/events")).build(), BodyHandlers.fromLineSubscriber(lines(told)));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            say("/play ночь");
            return told.stream().anyMatch(PageTest::isTheRequest);
        });
        stream.cancel(true);
    }

    private static boolean isTheRequest(JsonNode told) {
        return told.at("/type").asString().equals("post")
                && told.at("/data/text").asString().equals("/play ночь")
                && told.at("/data/entities/0/type").asString().equals("BOT_COMMAND");
    }

    private static Flow.Subscriber<String> lines(List<JsonNode> told) {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(String line) {
                if (line.startsWith("data:")) {
                    told.add(JSON.readTree(line.substring("data:".length())));
                }
            }

            @Override
            public void onError(Throwable cancelled) {}

            @Override
            public void onComplete() {}
        };
    }

    @Test
    void aReplyAndAFileAreSent() throws Exception {
        int first = say("first").at("/id").asInt();
        var reply = json(request(
                "POST",
                chat("/messages"),
                "{\"as\": %d, \"text\": \"second\", \"replyTo\": %d}".formatted(alice(), first)));
        assertThat(reply.at("/replyTo").asInt()).isEqualTo(first);
        var body = """
                --x\r
                Content-Disposition: form-data; name="as"\r
                \r
                %d\r
                --x\r
                Content-Disposition: form-data; name="file"; filename="a.mp3"\r
                Content-Type: audio/mpeg\r
                \r
                sound\r
                --x\r
                Content-Disposition: form-data; name="seconds"\r
                \r
                98\r
                --x--\r
                """.formatted(alice());
        var sent = json(http.send(
                HttpRequest.newBuilder(uri(chat("/messages")))
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString()));
        assertThat(sent.at("/media/kind").asString()).isEqualTo("AUDIO");
        assertThat(sent.at("/media/seconds").asInt()).isEqualTo(98);
        var file = request("GET", "/sandbox/files/" + sent.at("/media/fileId").asLong(), null);
        assertThat(file.body()).isEqualTo("sound");
        assertThat(sent.at("/media/cover").asBoolean()).isFalse();
        assertThat(request("GET", "/sandbox/files/" + sent.at("/media/fileId").asLong() + "/cover", null)
                        .statusCode())
                .isEqualTo(404);
        var state = json(request("GET", chat("?as=" + alice()), null));
        assertThat(state.at("/messages").valueStream().toList().getLast()).isEqualTo(sent);
    }

    @Test
    void everyRefusalHasWordsInBothLanguages() throws Exception {
        for (var language : List.of("en", "ru")) {
            var words = request("GET", "/refusals-" + language + ".js", null).body();
            assertThat(Refusal.values())
                    .allSatisfy(refusal ->
                            assertThat(words).as(language).containsPattern("\\b" + refusal + ": \"[^\"]+[.]\""));
        }
    }

    @Test
    void aRefusalNamesItsReasonByACode() throws Exception {
        var refused = request(
                "POST", chat("/messages"), "{\"as\": %d, \"text\": \"x\", \"replyTo\": 9999}".formatted(alice()));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/code").asString()).isEqualTo("REPLY_NOT_FOUND");
    }

    @Test
    void filesSentTogetherAreAnAlbumAndLieOnDisk() throws Exception {
        var part = """
                --x\r
                Content-Disposition: form-data; name="file"; filename="%s.mp3"\r
                Content-Type: audio/mpeg\r
                \r
                sound\r
                """;
        var body = "--x\r\nContent-Disposition: form-data; name=\"as\"\r\n\r\n" + alice() + "\r\n" + part.formatted("a")
                + part.formatted("b") + "--x--\r\n";
        var first = json(http.send(
                HttpRequest.newBuilder(uri(chat("/messages")))
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString()));
        assertThat(first.at("/albumId").asString()).isNotEmpty();
        var state = json(request("GET", chat("?as=" + alice()), null));
        assertThat(state.at("/messages")
                        .valueStream()
                        .filter(post -> post.at("/albumId").equals(first.at("/albumId"))))
                .hasSize(2);
        var file = world.files().find(first.at("/media/fileId").asLong()).orElseThrow();
        assertThat(file.content()).isInstanceOf(Content.OnDisk.class);
    }

    @Test
    void aForumIsCreatedAndItsTopicsOpenedClosedAndDeleted() throws Exception {
        var founding = "{\"as\": %d, \"title\": \"Forum\", \"forum\": true}".formatted(alice());
        var forum = json(request("POST", "/sandbox/groups", founding));
        assertThat(forum.at("/topics/0/name").asString()).isEqualTo("General");
        var topics = "/sandbox/chats/" + forum.at("/id").asLong() + "/topics";
        var topic = json(request("POST", topics, "{\"as\": %d, \"name\": \"Music\"}".formatted(alice())));
        var one = topics + "/" + topic.at("/id").asInt();
        var said = json(request(
                "POST",
                "/sandbox/chats/" + forum.at("/id").asLong() + "/messages",
                "{\"as\": %d, \"text\": \"/play\", \"topicId\": %d}"
                        .formatted(alice(), topic.at("/id").asInt())));
        assertThat(said.at("/topicId")).isEqualTo(topic.at("/id"));
        var closed = json(request("PUT", one, "{\"as\": %d, \"closed\": true}".formatted(alice())));
        assertThat(closed.at("/1/closed").asBoolean()).isTrue();
        assertThat(request("DELETE", one + "?as=" + alice(), null).statusCode()).isEqualTo(200);
        assertThat(json(request("GET", topics, null))).hasSize(1);
    }

    @Test
    void aMessageIsEditedAndDeleted() throws Exception {
        var messages = "/sandbox/chats/" + seed.lounge().id() + "/messages";
        var said = json(request("POST", messages, "{\"as\": %d, \"text\": \"/paly\"}".formatted(alice())));
        var message = messages + "/" + said.at("/id").asInt();
        var edited = json(request("PUT", message, "{\"as\": %d, \"text\": \"/play\"}".formatted(alice())));
        assertThat(edited.at("/text").asString()).isEqualTo("/play");
        assertThat(request("DELETE", message + "?as=" + alice(), null).statusCode())
                .isEqualTo(200);
        assertThat(world.messages().find(seed.lounge().id(), said.at("/id").asInt()))
                .isEmpty();
    }

    @Test
    void aMemberIsPromotedRestrictedAndLeaves() throws Exception {
        long boris = seed.people().get(1).id();
        var founding = "{\"as\": %d, \"title\": \"Ranks\"}".formatted(alice());
        var ranks = "/sandbox/chats/"
                + json(request("POST", "/sandbox/groups", founding)).at("/id").asLong();
        request("POST", ranks + "/members", "{\"as\": %d, \"userId\": %d}".formatted(alice(), boris));
        var member = ranks + "/members/" + boris;
        var promoted = json(
                request("PUT", member + "/rights", "{\"as\": %d, \"rights\": [\"PIN_MESSAGES\"]}".formatted(alice())));
        assertThat(promoted.at("/members/1/role").asString()).isEqualTo("ADMIN");
        request("PUT", member + "/rights", "{\"as\": %d, \"rights\": []}".formatted(alice()));
        request("PUT", member + "/restriction", "{\"as\": %d, \"allowed\": []}".formatted(alice()));
        var refused = request("POST", ranks + "/messages", "{\"as\": %d, \"text\": \"x\"}".formatted(boris));
        assertThat(json(refused).at("/code").asString()).isEqualTo("TEXT_FORBIDDEN");
        assertThat(request("POST", ranks + "/leave", "{\"as\": %d}".formatted(boris))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPressedButtonIsAnswered() throws Exception {
        var card = world.messages()
                .send(
                        lounge(),
                        seed.bot().id(),
                        NewMessage.text("card").keyboard(new Keyboard(List.of(List.of(Button.callback("Skip", "s"))))));
        var path = chat("/messages/" + card.id() + "/buttons");
        var press = json(request("POST", path, "{\"as\": %d, \"data\": \"s\"}".formatted(alice())));
        world.callbacks().answer(press.at("/id").asString(), seed.bot().id(), new Callback.Answer("done", true, null));
        var seen = json(request("GET", "/sandbox/callbacks/" + press.at("/id").asString(), null));
        assertThat(seen.at("/answer/text").asString()).isEqualTo("done");
        var refused = request("POST", path, "{\"as\": %d, \"data\": \"other\"}".formatted(alice()));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(refused).at("/code").asString()).isEqualTo("BUTTON_NOT_FOUND");
    }

    @Test
    void aLoginIsApprovedAndAVoiceChatStartedAndEnded() throws Exception {
        var token = world.logins().issue("a new device", Duration.ofMinutes(1));
        assertThat(json(request("GET", "/sandbox/logins", null)).at("/0/device").asString())
                .isEqualTo("a new device");
        request("POST", "/sandbox/logins/" + token.token() + "/approve", "{\"as\": %d}".formatted(alice()));
        assertThat(world.logins().find(token.token()).orElseThrow().approvedBy())
                .isEqualTo(alice());

        var kitchen = "/sandbox/chats/" + seed.kitchen().id() + "/voice-chat";
        long boris = seed.people().get(1).id();
        var start = "{\"as\": %d, \"title\": \"Tea\"}".formatted(boris);
        assertThat(json(request("POST", kitchen, start)).at("/title").asString())
                .isEqualTo("Tea");
        assertThat(request("POST", kitchen, start).statusCode()).isEqualTo(409);
        assertThat(request("DELETE", kitchen + "?as=" + alice(), null).statusCode())
                .isEqualTo(403);
        request("DELETE", kitchen + "?as=" + boris, null);
        assertThat(world.voiceChats().activeIn(seed.kitchen().id())).isEmpty();
        assertThat(json(request("POST", kitchen, "{\"as\": %d}".formatted(boris)))
                        .at("/title")
                        .asString())
                .isEmpty();
    }

    @Test
    void aGroupIsCreatedByAPerson() throws Exception {
        var founding = "{\"as\": %d, \"title\": \"Attic\", \"username\": \"attic\"}".formatted(alice());
        var founded = json(request("POST", "/sandbox/groups", founding));
        assertThat(founded.at("/title").asString()).isEqualTo("Attic");
        assertThat(founded.at("/members").valueStream())
                .singleElement()
                .satisfies(member -> assertThat(member.at("/userId").asLong()).isEqualTo(alice()));
        assertThat(world.chats().get(founded.at("/id").asLong()).username()).isEqualTo("attic");

        var again = request("POST", "/sandbox/groups", founding);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).at("/code").asString()).isEqualTo("USERNAME_TAKEN");
        var nobody = request("POST", "/sandbox/groups", "{\"as\": 1, \"title\": \"Nobody's\"}");
        assertThat(json(nobody).at("/code").asString()).isEqualTo("USER_NOT_FOUND");
    }

    @Test
    void theMixIsStreamedOverAWebSocket() throws Exception {
        var heard = new CompletableFuture<byte[]>();
        var socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/listen/" + lounge()), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
                        var bytes = new byte[data.remaining()];
                        data.get(bytes);
                        heard.complete(bytes);
                        return null;
                    }
                })
                .join();
        var left = new short[RoomAudio.FRAME_SAMPLES];
        var right = new short[RoomAudio.FRAME_SAMPLES];
        Arrays.fill(left, (short) 1000);
        Arrays.fill(right, (short) 234);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            rooms.sound(lounge(), Map.of(1L, left, 2L, right));
            return heard.isDone();
        });
        socket.abort();
        var samples = ByteBuffer.wrap(heard.join()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(samples.getShort(0)).isEqualTo((short) 1234);
        assertThat(samples.capacity()).isEqualTo(2 * RoomAudio.FRAME_SAMPLES * Short.BYTES);
    }

    @Test
    void aLoginThatWaitsForItsPasswordIsShownUntilItIsSent() throws Exception {
        long assistant = seed.assistants().getLast().id();
        world.logins().awaitPassword(1, assistant);
        assertThat(json(request("GET", "/sandbox", null)).at("/passwords/0").asLong())
                .isEqualTo(assistant);
        world.logins().endPassword(1);
        assertThat(json(request("GET", "/sandbox", null)).at("/passwords")).isEmpty();
    }

    // The code of a login by phone number was shown nowhere.
    @Test
    void theCodeOfALoginByPhoneNumberIsShownUntilItServed() throws Exception {
        var assistant = seed.assistants().getFirst();
        String code = world.logins().issueCode("+" + assistant.phone());
        assertThat(json(request("GET", "/sandbox", null))
                        .at("/phoneCodes/" + assistant.id())
                        .asString())
                .isEqualTo(code);
        world.logins().takeCode("+" + assistant.phone(), code);
        assertThat(json(request("GET", "/sandbox", null)).at("/phoneCodes")).isEmpty();
    }

    @Test
    void theLoginPagesAddressIsAskedFromTheSupervisor() throws Exception {
        assertThat(json(request("GET", "/sandbox/login-page", null)).at("/url").asString())
                .isEqualTo(FakeSupervisor.LOGIN_PAGE);
    }

    @Test
    void processesAreShownAndKilledThroughTheSupervisor() throws Exception {
        assertThat(request("GET", "/sandbox/processes", null).body()).isEqualTo("[]");
        request("POST", "/sandbox/processes/bot-gateway/kill", "");
        assertThat(SUPERVISOR.told()).containsExactly("/processes/bot-gateway/kill");
    }

    @Test
    void faultsArePlannedAndCleared() throws Exception {
        var fault = "{\"method\": \"sendMessage\", \"times\": 2, \"code\": 429, \"description\": \"Too Many Requests:"
                + " retry after 3\", \"retryAfter\": \"PT3S\"}";
        assertThat(json(request("POST", "/sandbox/faults", fault))
                        .at("/0/times")
                        .asInt())
                .isEqualTo(2);
        request("DELETE", "/sandbox/faults", null);
        assertThat(json(request("GET", "/sandbox/faults", null))).isEmpty();
        assertThat(request("POST", "/sandbox/faults", "{nonsense").statusCode()).isEqualTo(400);
    }

    private JsonNode say(String text) throws Exception {
        return json(request("POST", chat("/messages"), "{\"as\": %d, \"text\": \"%s\"}".formatted(alice(), text)));
    }

    private long alice() {
        return seed.people().getFirst().id();
    }

    private long lounge() {
        return seed.lounge().id();
    }

    private String chat(String rest) {
        return "/sandbox/chats/" + lounge() + rest;
    }

    private HttpResponse<String> request(String method, String path, String body) throws Exception {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
