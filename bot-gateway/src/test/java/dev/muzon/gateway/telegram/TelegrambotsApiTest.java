package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.protocol.Language;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TelegrambotsApiTest {
    private static final long GROUP = -1001;

    private final FakeBotApi telegram = new FakeBotApi();
    private final TelegrambotsApi api = new TelegrambotsApi(
            new TelegramHttp(telegram.url(), FakeBotApi.TOKEN, new TelegramTime(Clock.systemUTC())));

    @AfterEach
    void close() {
        api.close();
        telegram.close();
    }

    @Test
    void knowsItself() {
        assertThat(api.me()).isEqualTo(new BotIdentity(42, "MuzonBot"));
    }

    @Test
    void readsACommand() {
        int id = telegram.say(GROUP, 7, "ru", "/Play@MuzonBot  лунная\nсоната ");
        assertThat(api.updates(0, Duration.ZERO))
                .singleElement()
                .isInstanceOfSatisfying(Incoming.Command.class, command -> {
                    assertThat(command.updateId()).isEqualTo(id);
                    assertThat(command.name()).isEqualTo("play");
                    assertThat(command.addressee()).isEqualTo("MuzonBot");
                    assertThat(command.argument()).isEqualTo("лунная\nсоната");
                    assertThat(command.chat().kind()).isEqualTo(Conversation.Kind.GROUP);
                    assertThat(command.sender()).isEqualTo(new Sender(7, "User<7>", Sender.Kind.USER, "ru"));
                });
    }

    @Test
    void readsTheAudioThatACommandRepliesTo() {
        var message = telegram.message(GROUP, 7, "en", "/play");
        var replied = message.putObject("reply_to_message");
        replied.put("message_id", 3)
                .put("date", 1)
                .putObject("chat")
                .put("id", GROUP)
                .put("type", "supergroup");
        replied.putObject("audio")
                .put("file_id", "F")
                .put("file_unique_id", "U")
                .put("duration", 61)
                .put("title", "T")
                .put("performer", "P")
                .put("file_size", 123_456_789_012L);
        telegram.update("message", message.toString());
        assertThat(command().media())
                .isEqualTo(new TrackQuery.TelegramFile(
                        "F", "U", "T", "P", null, Duration.ofSeconds(61), 123_456_789_012L));
    }

    @Test
    void takesOnlySoundFromDocuments() {
        var message = telegram.message(GROUP, 7, "en", "/play");
        var replied = message.putObject("reply_to_message");
        replied.put("message_id", 3)
                .put("date", 1)
                .putObject("chat")
                .put("id", GROUP)
                .put("type", "supergroup");
        var document = replied.putObject("document");
        document.put("file_id", "F").put("file_unique_id", "U").put("mime_type", "application/pdf");
        telegram.update("message", message.toString());
        assertThat(command().media()).isNull();
    }

    @Test
    void knowsAnonymousAdminsAndChannels() {
        for (long speaker : new long[] {GROUP, -1002}) {
            var message = telegram.message(GROUP, 1087968824, "en", "/stop");
            message.putObject("sender_chat")
                    .put("id", speaker)
                    .put("type", "supergroup")
                    .put("title", "Speaker");
            telegram.update("message", message.toString());
        }
        assertThat(api.updates(0, Duration.ZERO))
                .extracting(incoming -> ((Incoming.Command) incoming).sender())
                .containsExactly(
                        new Sender(GROUP, "Speaker", Sender.Kind.ANONYMOUS_ADMIN, null),
                        new Sender(-1002, "Speaker", Sender.Kind.CHANNEL, null));
    }

    @Test
    void readsButtonsAlsoOfMessagesThatTelegramForgot() {
        telegram.press(GROUP, 7, 77, "card:1:p");
        telegram.update("callback_query", """
                {"id":"q","from":{"id":7,"is_bot":false,"first_name":"A"},"data":"x","chat_instance":"1",
                 "message":{"chat":{"id":-1001,"type":"supergroup","title":"G"},"message_id":5,"date":0}}""");
        telegram.update("callback_query", """
                {"id":"r","from":{"id":7,"is_bot":false,"first_name":"A"},"data":"x","chat_instance":"1"}""");
        assertThat(api.updates(0, Duration.ZERO))
                .extracting(incoming -> ((Incoming.ButtonPress) incoming).messageId())
                .containsExactly(77, 5, 0);
    }

    @Test
    void oneUnreadableUpdateHoldsUpNothing() {
        telegram.update("message", "{\"message_id\":\"not a number\",\"chat\":[]}");
        telegram.update(
                "chat_member", "{\"chat\":{\"id\":-1,\"type\":\"group\"},\"new_chat_member\":{\"status\":\"wizard\"}}");
        telegram.update("a_kind_of_the_future", "{\"x\":1}");
        telegram.say(GROUP, 7, "en", "/ping");
        assertThat(api.updates(0, Duration.ZERO))
                .extracting(Object::getClass)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly(
                        Incoming.Ignored.class, Incoming.Ignored.class, Incoming.Ignored.class, Incoming.Command.class);
    }

    @Test
    void otherBotsAndPlainTalkAreIgnored() {
        var bot = telegram.message(GROUP, 7, "en", "/play x");
        bot.putObject("from").put("id", 8).put("is_bot", true).put("first_name", "B");
        telegram.update("message", bot.toString());
        telegram.say(GROUP, 7, "en", "hello / play");
        assertThat(api.updates(0, Duration.ZERO)).allMatch(Incoming.Ignored.class::isInstance);
    }

    @Test
    void sendsHtmlWithButtonsAsAReply() {
        api.send(
                Destination.of(GROUP),
                new Content("<b>x</b>", List.of(List.of(new Content.Button("⏸", "card:1:p")))),
                12);
        var body = telegram.calls("sendmessage").getFirst().body();
        assertThat(body.path("parse_mode").asString()).isEqualTo("HTML");
        assertThat(body.at("/reply_parameters/message_id").asInt()).isEqualTo(12);
        assertThat(body.at("/reply_parameters/allow_sending_without_reply").asBoolean())
                .isTrue();
        assertThat(body.at("/reply_markup/inline_keyboard/0/0/callback_data").asString())
                .isEqualTo("card:1:p");
        assertThat(body.at("/link_preview_options/is_disabled").asBoolean()).isTrue();
    }

    @Test
    void announcesCommandsPerLanguage() {
        api.announceCommands(List.of(new CommandHint("play", "включить")), Language.RUSSIAN);
        assertThat(telegram.calls("setmycommands").getFirst().body().toString()).contains("\"ru\"", "включить");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | Unauthorized | TELEGRAM_UNAVAILABLE",
                "404 | Not Found | TELEGRAM_UNAVAILABLE",
                "403 | Forbidden: bot was kicked from the supergroup chat | BOT_REMOVED",
                "403 | Forbidden: bot is not a member of the supergroup chat | BOT_REMOVED",
                "403 | Forbidden: need administrator rights in the channel chat | BOT_RIGHTS_MISSING",
                "403 | Forbidden: CHAT_WRITE_FORBIDDEN | BOT_RIGHTS_MISSING",
                "403 | Forbidden: a reason of tomorrow | BOT_RIGHTS_MISSING",
                "400 | Bad Request: CHAT_RESTRICTED | BOT_RIGHTS_MISSING",
                "400 | Bad Request: CHAT_SEND_PLAIN_FORBIDDEN | BOT_RIGHTS_MISSING",
                "400 | Bad Request: TOPIC_CLOSED | BOT_RIGHTS_MISSING",
                "400 | Bad Request: message thread not found | BOT_RIGHTS_MISSING",
                "400 | Bad Request: BUTTON_DATA_INVALID | TELEGRAM_REFUSED",
                "409 | Conflict: terminated by other getUpdates request | OWNED_ELSEWHERE",
                "500 | Internal Server Error | TELEGRAM_UNAVAILABLE",
                "403 | Forbidden: bot was blocked by the user | BOT_REMOVED",
                "400 | Bad Request: chat not found | BOT_REMOVED",
                "400 | Bad Request: not enough rights to send text messages to the chat | BOT_RIGHTS_MISSING",
                "400 | Bad Request: message to edit not found | MESSAGE_GONE",
                "400 | Bad Request: query is too old and response timeout expired | MESSAGE_GONE",
                "400 | Bad Request: can't parse entities | TELEGRAM_REFUSED"
            })
    void refusalsAreTyped(int status, String description, FailureCode code) {
        telegram.refuseNext("sendMessage", status, description);
        assertThat(failure(() -> api.send(Destination.of(GROUP), Content.of("x"), null))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void onlyWhoAsksForTheAccountHearsThatTheTokenIsRejected() {
        telegram.refuseNext("getMe", 401, "Unauthorized");
        assertThat(failure(api::me).code()).isEqualTo(FailureCode.BOT_TOKEN_REJECTED);
        telegram.refuseNext("getUpdates", 404, "Not Found");
        assertThat(failure(() -> api.updates(0, Duration.ZERO)).code()).isEqualTo(FailureCode.BOT_TOKEN_REJECTED);
    }

    @Test
    void aRefusalThatIsOurOwnMistakeIsCritical() {
        telegram.refuseNext("sendMessage", 400, "Bad Request: can't parse entities: unsupported start tag");
        assertThat(failure(() -> api.send(Destination.of(GROUP), Content.of("<x>"), null)))
                .isInstanceOf(Failure.Critical.class);
    }

    @Test
    void messagesNameTheirTopicAndGeneralHasNone() {
        api.send(new Destination(GROUP, 77), Content.of("x"), null);
        api.send(new Destination(GROUP, 1), Content.of("y"), null);
        var sent = telegram.calls("sendmessage");
        assertThat(sent.getFirst().body().path("message_thread_id").asInt()).isEqualTo(77);
        assertThat(sent.getLast().body().has("message_thread_id")).isFalse();
    }

    @Test
    void floodWaitsCarryTheAskedTime() {
        telegram.floodNext("sendMessage", 33);
        assertThat(failure(() -> api.send(Destination.of(GROUP), Content.of("x"), null)))
                .isInstanceOfSatisfying(
                        Failure.FloodWait.class,
                        flood -> assertThat(flood.retryAfter()).isEqualTo(Duration.ofSeconds(33)));
    }

    @Test
    void answersNobodyCanReadPass() {
        telegram.answerNext("sendMessage", 200, "<html>captive portal</html>");
        telegram.answerNext("getUpdates", 200, "{\"ok\":true,\"result\":{\"surprise\":1}}");
        assertThat(failure(() -> api.send(Destination.of(GROUP), Content.of("x"), null)))
                .isInstanceOf(Failure.Transient.class);
        assertThat(failure(() -> api.updates(0, Duration.ZERO))).isInstanceOf(Failure.Transient.class);
    }

    @Test
    void theTokenNeverShows() {
        telegram.refuseNext("sendMessage", 400, "Bad Request: /bot" + FakeBotApi.TOKEN + "/sendMessage");
        assertThat(print(() -> api.send(Destination.of(GROUP), Content.of("x"), null)))
                .doesNotContain(FakeBotApi.TOKEN);
        try (var nowhere = new TelegrambotsApi(new TelegramHttp(
                URI.create("http://127.0.0.1:1"), FakeBotApi.TOKEN, new TelegramTime(Clock.systemUTC())))) {
            assertThat(print(nowhere::me)).contains("telegram.unavailable").doesNotContain(FakeBotApi.TOKEN);
            assertThat(print(() -> nowhere.open("x"))).doesNotContain(FakeBotApi.TOKEN);
        }
    }

    @Test
    void streamsFiles() throws IOException {
        telegram.file("song", "sound".getBytes(StandardCharsets.UTF_8));
        try (RemoteFile file = api.open("song")) {
            assertThat(file.length()).hasValue(5);
            assertThat(file.bytes().readAllBytes()).asString().isEqualTo("sound");
        }
        assertThat(failure(() -> api.open("unknown")).code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
    }

    @Test
    void opensTheFilesOfABotApiServerInLocalModeFromItsDisk(@TempDir Path folder) throws IOException {
        Path song = Files.writeString(folder.resolve("song.mp3"), "sound");
        localFile(song);
        try (RemoteFile file = api.open("song")) {
            assertThat(file.bytes().readAllBytes()).isEqualTo("sound".getBytes(StandardCharsets.UTF_8));
            assertThat(file.length()).hasValue(5);
        }

        localFile(folder.resolve("not-mounted.mp3"));
        Failure failure = failure(() -> api.open("song"));
        assertThat(failure.code()).isEqualTo(FailureCode.CONFIGURATION);
        assertThat(failure.detail()).contains("not-mounted.mp3", "mount its folder");
    }

    private void localFile(Path path) {
        telegram.answerNext(
                "getFile",
                200,
                "{\"ok\":true,\"result\":{\"file_id\":\"song\",\"file_unique_id\":\"u\",\"file_path\":\"" + path + "\"}}");
    }

    @Test
    void invites() {
        assertThat(api.inviteLink(GROUP)).isEqualTo("https://t.me/+abc");
        JsonNode asked = telegram.calls("createchatinvitelink").getFirst().body();
        assertThat(asked.path("member_limit").asInt()).isEqualTo(1);
        assertThat(Instant.ofEpochSecond(asked.path("expire_date").asLong()))
                .isBetween(Instant.now().plus(Duration.ofMinutes(2)), Instant.now().plus(Duration.ofMinutes(11)));
        telegram.refuseNext("createChatInviteLink", 400, "Bad Request: not enough rights to manage chat invite link");
        assertThat(failure(() -> api.inviteLink(GROUP)).code()).isEqualTo(FailureCode.BOT_RIGHTS_MISSING);
    }

    @Test
    void membershipsAreTyped() {
        telegram.member(GROUP, 1, "administrator");
        telegram.member(GROUP, 2, "left");
        assertThat(api.membership(GROUP, 1)).isEqualTo(Membership.ADMINISTRATOR);
        assertThat(api.membership(GROUP, 2)).isEqualTo(Membership.ABSENT);
        assertThat(api.membership(GROUP, 3)).isEqualTo(Membership.MEMBER);
    }

    private Incoming.Command command() {
        return (Incoming.Command) api.updates(0, Duration.ZERO).getFirst();
    }

    private static Failure failure(ThrowingCallable call) {
        var failed = new Failure[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(FailureException.class, e -> failed[0] = e.failure());
        return failed[0];
    }

    private static String print(ThrowingCallable call) {
        var printed = new StringWriter();
        assertThatThrownBy(call).satisfies(e -> e.printStackTrace(new PrintWriter(printed)));
        return printed.toString();
    }
}
