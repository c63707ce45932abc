package dev.muzon.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sandbox.SandboxApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.JsonNode;

/** Tests of requests that no client should send. A client that does is told in Telegram's words what is wrong. */
@SpringBootTest(
        classes = SandboxApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "sandbox.bot.token=" + MalformedRequestsTest.TOKEN)
class MalformedRequestsTest {
    static final String TOKEN = "1000001:a-token-for-tests";

    private static final int REQUESTS = 500;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PARTS = "multipart/form-data; boundary=b";
    private static final String JSON = "application/json";

    private static final List<String> METHODS = List.of(
            "sendMessage",
            "editMessageText",
            "deleteMessages",
            "getChat",
            "setWebhook",
            "setMyCommands",
            "getChatMember",
            "answerInlineQuery",
            "answerCallbackQuery",
            "createChatInviteLink",
            "sendAudio",
            "restrictChatMember",
            "getFile");

    private static final List<String> NAMES = List.of(
            "chat_id",
            "text",
            "entities",
            "reply_markup",
            "reply_parameters",
            "message_id",
            "message_ids",
            "commands",
            "scope",
            "language_code",
            "url",
            "offset",
            "limit",
            "allowed_updates",
            "user_id",
            "results",
            "permissions",
            "parse_mode",
            "audio",
            "expire_date",
            "member_limit");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "\"%\"",
            "\"\\ud800\"",
            "\"<b>\"",
            "[]",
            "[null]",
            "[[1]]",
            "[{}]",
            "{}",
            "{\"type\":null}",
            "{\"type\":\"chat\",\"chat_id\":{}}",
            "{\"inline_keyboard\":[[null]]}",
            "{\"inline_keyboard\":[[{\"text\":1,\"callback_data\":[]}]]}",
            "[{\"type\":\"bold\",\"offset\":-5,\"length\":2147483647}]",
            "[{\"command\":null,\"description\":7}]",
            "{\"message_id\":\"x\"}",
            "[".repeat(2_000));

    private static final List<String> FORMS =
            List.of("%", "text=%", "text=%zz&chat_id=1", "%=1", "=", "&&&", "chat_id=%ff%fe", "a=1&".repeat(20_000));

    private static final List<String> MULTIPARTS = List.of(
            "",
            "--b",
            "--b--",
            "--b\r\n",
            "--x\r\n\r\n",
            "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n1",
            "--b\r\nContent-Disposition: form-data; name=\"audio\"; filename=\"\"\r\n\r\n\r\n--b--\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"audio\"; filename=\"a\u0000b\"\r\n\r\nx\r\n--b--\r\n");

    private static final List<String> TYPES = List.of(
            FORM,
            FORM + "; charset=nonsense",
            PARTS,
            "multipart/form-data",
            "multipart/form-data; boundary=" + "b".repeat(200),
            "multipart/form-data; charset=nonsense; boundary=b",
            JSON,
            JSON + "; charset=nonsense",
            "text/;;=",
            "/");

    private static final List<String> PATHS = List.of(
            "/bot" + TOKEN + "/getMe%",
            "/bot" + TOKEN + "/%zz",
            "/bot" + TOKEN + "/%00",
            "/bot" + TOKEN + "/get%2fMe",
            "/bot" + TOKEN + "/getMe;a=%",
            "/bot" + TOKEN + "/getMe?text=%",
            "/bot" + TOKEN + "/getMe?%zz=1",
            "/bot" + TOKEN + "/getMe?{}|",
            "/bot" + TOKEN + "/get\\Me",
            "/bot" + TOKEN + "/getMe/more",
            "/bot" + TOKEN + "//getMe",
            "/bot" + TOKEN + "/",
            "/bot" + TOKEN,
            "/bot/getMe",
            "/bot%/getMe",
            "/bot" + TOKEN + "/\u0001",
            "/bot" + TOKEN + "/" + "x".repeat(20_000));

    @Value("${local.server.port}")
    private int port;

    @Test
    void noMalformedRequestIsAnsweredWithAnotherErrorThanTelegrams() throws IOException {
        var random = new Random(20_261_128);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String request = malformed(random);
            try {
                isTelegrams(answer(request));
            } catch (AssertionError e) {
                all.add(shortened(request) + "\n\n" + e.getMessage());
            }
        }
        assertThat(all).as(all.size() + " of " + REQUESTS).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text=%", "chat_id=%zz", "%"})
    void aStrayPercentSignInAFormIsABadRequest(String form) throws IOException {
        assertThat(answer(post("sendMessage", FORM, form)).status).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--b", "--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n1"})
    void aBrokenMultipartBodyIsABadRequest(String body) throws IOException {
        assertThat(answer(post("sendMessage", PARTS, body)).status).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/getMe%", "/%zz", "/getMe?text=%"})
    void aStrayPercentSignInAPathIsABadRequest(String path) throws IOException {
        assertThat(answer("GET /bot" + TOKEN + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").status)
                .isEqualTo(400);
    }

    @Test
    void aFileBeyondTelegramsLimitIsTooLarge() throws IOException {
        String head = "--b\r\nContent-Disposition: form-data; name=\"audio\"; filename=\"a.mp3\"\r\n\r\n";

        assertThat(answer(post("sendAudio", PARTS, head + "x".repeat(51 << 20) + "\r\n--b--\r\n")))
                .isEqualTo(new Answer(
                        413, "{\"ok\":false,\"error_code\":413,\"description\":\"Request Entity Too Large\"}"));
    }

    @Test
    void aPathOfNoMethodIsNotFoundAndAWrongVerbIsRefused() throws IOException {
        assertThat(answer("GET /bot" + TOKEN + "/a/b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").status)
                .isEqualTo(404);
        assertThat(answer("PUT /bot" + TOKEN + "/getMe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").status)
                .isEqualTo(405);
    }

    private static String malformed(Random random) {
        String verb = random.nextInt(10) == 0 ? any(random, List.of("PUT", "DELETE", "PATCH", "NONE")) : "POST";
        return switch (random.nextInt(6)) {
            case 0 -> verb + " " + any(random, PATHS) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            case 1 -> request(verb, any(random, METHODS), FORM, any(random, FORMS));
            case 2 -> request(verb, any(random, METHODS), any(random, TYPES), any(random, MULTIPARTS));
            case 3 -> request(verb, any(random, METHODS), any(random, TYPES), spoiled(random, json(random)));
            case 4 -> chunked(verb, any(random, METHODS), any(random, TYPES), any(random, FORMS));
            default -> request(verb, any(random, METHODS), JSON, json(random));
        };
    }

    private static String json(Random random) {
        var json = new StringBuilder("{\"chat_id\":1");
        for (int i = random.nextInt(6); i > 0; i--) {
            json.append(",\"").append(any(random, NAMES)).append("\":").append(any(random, VALUES));
        }
        return json.append("}").toString();
    }

    /** Changes, cuts or doubles something of a body. */
    private static String spoiled(Random random, String body) {
        int at = random.nextInt(body.length());
        return switch (random.nextInt(3)) {
            case 0 -> body.substring(0, at);
            case 1 -> body.substring(0, at) + (char) random.nextInt(256) + body.substring(at + 1);
            default -> body.substring(at) + body;
        };
    }

    private static String post(String method, String type, String body) {
        return request("POST", method, type, body);
    }

    private static String request(String verb, String method, String type, String body) {
        return verb + " /bot" + TOKEN + "/" + method + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: "
                + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String chunked(String verb, String method, String type, String body) {
        return verb + " /bot" + TOKEN + "/" + method + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: "
                + type + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + body;
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String shortened(String request) {
        return request.length() < 400 ? request : request.substring(0, 400) + "…";
    }

    private record Answer(int status, String body) {}

    private static void isTelegrams(Answer answer) {
        assertThat(answer.status).isBetween(200, 499);
        JsonNode json = BotFixture.json(answer.body);
        assertThat(json.path("ok").isBoolean()).as(answer.toString()).isTrue();
        if (answer.status != 200) {
            assertThat(json.path("ok").asBoolean()).isFalse();
            assertThat(json.path("error_code").asInt()).isEqualTo(answer.status);
            assertThat(json.path("description").asString()).isNotBlank();
        }
    }

    /** Sends bytes as they are. No client would. */
    private Answer answer(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            var all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            String text = all.toString(StandardCharsets.UTF_8);
            int head = text.indexOf("\r\n\r\n");
            assertThat(head).as(shortened(request) + "\n\n" + text).isPositive();
            String body = text.substring(head + 4);
            boolean chunked = text.substring(0, head).toLowerCase(Locale.ROOT).contains("chunked");
            return new Answer(
                    Integer.parseInt(text.substring(9, 12)),
                    chunked ? body.replaceAll("(?m)^[0-9a-f]+\r\n|\r\n", "") : body);
        }
    }
}
