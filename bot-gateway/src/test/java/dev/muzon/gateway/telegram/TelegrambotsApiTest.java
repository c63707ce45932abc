package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
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
import org.junit.jupiter.params.provider.ValueSource;
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
    void readsTheBotsOwnAccount() {
        assertThat(api.me()).isEqualTo(new BotIdentity(42, "MuzonBot", false));
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
    void showsThePictureOfALinkUntilAnEditWithoutOne() {
        var card = Content.of("x").showing(URI.create("https://i.ytimg.com/vi/a/hq.jpg"));
        api.send(Destination.of(GROUP), card, null);
        api.edit(GROUP, 7, card);
        api.edit(GROUP, 7, Content.of("y"));

        var edits = telegram.calls("editmessagetext");
        for (var call : List.of(telegram.calls("sendmessage").getFirst(), edits.getFirst())) {
            JsonNode preview = call.body().path("link_preview_options");
            assertThat(preview.path("url").asString()).isEqualTo("https://i.ytimg.com/vi/a/hq.jpg");
            assertThat(preview.path("prefer_small_media").asBoolean()).isTrue();
            assertThat(preview.path("is_disabled").asBoolean(false)).isFalse();
        }
        assertThat(edits.getLast()
                        .body()
                        .at("/link_preview_options/is_disabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void doesWithoutAPictureThatTelegramRefuses() {
        var card = Content.of("x").showing(URI.create("https://i.ytimg.com/vi/a/hq.jpg"));
        telegram.in(GROUP).refuseNext("editmessagetext", 400, "Bad Request: WEBPAGE_URL_INVALID");
        api.edit(GROUP, 7, card);

        assertThat(telegram.calls("editmessagetext"))
                .last()
                .satisfies(edit -> assertThat(edit.body()
                                .at("/link_preview_options/is_disabled")
                                .asBoolean())
                        .isTrue());
    }

    // Each second of a song with such a cover cost two requests.
    @Test
    void aPictureThatTelegramRefusedWasTriedWithEachEdit() {
        var card = Content.of("x").showing(URI.create("https://i.ytimg.com/vi/refused/hq.jpg"));
        telegram.in(GROUP).refuseNext("editmessagetext", 400, "Bad Request: WEBPAGE_URL_INVALID");
        api.edit(GROUP, 7, card);
        api.edit(GROUP, 7, card);

        assertThat(telegram.calls("editmessagetext"))
                .extracting(edit ->
                        edit.body().at("/link_preview_options/is_disabled").asBoolean(false))
                .containsExactly(false, true, true);
    }

    @Test
    void sendsButtonsThatOpenAnAddress() {
        var button = Content.Button.opening("Open", URI.create("https://t.me/MuzonBot?startgroup=true"));
        api.send(Destination.of(GROUP), new Content("x", List.of(List.of(button))), null);
        var sent = telegram.calls("sendmessage").getFirst().body().at("/reply_markup/inline_keyboard/0/0");
        assertThat(sent.path("url").asString()).isEqualTo("https://t.me/MuzonBot?startgroup=true");
        assertThat(sent.has("callback_data")).isFalse();
    }

    @Test
    void readsTheBotsOwnRights() {
        assertThat(api.ownRights(GROUP)).isEqualTo(new OwnRights(false, false));
        telegram.administrator(GROUP, FakeBotApi.BOT);
        assertThat(api.ownRights(GROUP)).isEqualTo(new OwnRights(true, false));
        telegram.administrator(GROUP, FakeBotApi.BOT, "can_invite_users");
        assertThat(api.ownRights(GROUP)).isEqualTo(new OwnRights(true, true));
    }

    @Test
    void announcesCommandsPerLanguage() {
        api.announceCommands(List.of(new CommandHint("play", "включить")), "ru");
        assertThat(telegram.calls("setmycommands").getFirst().body().toString()).contains("\"ru\"", "включить");
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
    void streamsAFileAndRefusesAnUnknownOne() throws IOException {
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
                "{\"ok\":true,\"result\":{\"file_id\":\"song\",\"file_unique_id\":\"u\",\"file_path\":\"" + path
                        + "\"}}");
    }

    @Test
    void createsAnInviteLinkThatExpiresUnlessTheRightIsMissing() {
        assertThat(api.inviteLink(GROUP)).isEqualTo("https://t.me/+abc");
        JsonNode asked = telegram.calls("createchatinvitelink").getFirst().body();
        assertThat(asked.path("member_limit").asInt()).isEqualTo(1);
        assertThat(Instant.ofEpochSecond(asked.path("expire_date").asLong()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(2)), Instant.now().plus(Duration.ofMinutes(11)));
        telegram.refuseNext("createChatInviteLink", 400, "Bad Request: not enough rights to manage chat invite link");
        assertThat(failure(() -> api.inviteLink(GROUP)).code()).isEqualTo(FailureCode.BOT_RIGHTS_MISSING);
    }

    @Test
    void readsTheMembershipOfPeople() {
        telegram.member(GROUP, 1, "administrator");
        telegram.member(GROUP, 2, "left");
        assertThat(api.membership(GROUP, 1)).isEqualTo(Membership.ADMINISTRATOR);
        assertThat(api.membership(GROUP, 2)).isEqualTo(Membership.ABSENT);
        assertThat(api.membership(GROUP, 3)).isEqualTo(Membership.MEMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sender_boost_count\":\"many\"",
                "\"video_note\":{\"file_id\":\"F\",\"file_unique_id\":\"U\",\"length\":1,\"duration\":1,\"file_size\":4294967296}",
                "\"external_reply\":{\"origin\":{\"type\":\"hidden_user\",\"date\":1,\"sender_user_name\":\"A\"},"
                        + "\"invoice\":{\"title\":\"T\",\"description\":\"D\",\"start_parameter\":\"\",\"currency\":\"IRR\","
                        + "\"total_amount\":4294967296}}",
                "\"external_reply\":{\"origin\":{\"type\":\"of tomorrow\"}}"
            })
    void anAnswerWithAnOddFieldInTheRepliedMessageIsAMessageThatWasSent(String field) {
        telegram.update("message", """
                {"message_id":12,"date":1,"chat":{"id":-1001,"type":"supergroup","title":"G"},%s}""".formatted(field));
        int sent = api.send(Destination.of(GROUP), Content.of("x"), 12);
        assertThat(sent).isEqualTo(501);
        assertThat(telegram.calls("sendmessage")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"result\":true",
                ",\"result\":{\"message_id\":\"odd\"}",
                ",\"result\":{\"message_id\":4294967296}"
            })
    void aMessageThatTelegramTookWithoutSayingItsNumberCountsAsSent(String result) {
        telegram.answerNext("sendMessage", 200, "{\"ok\":true" + result + "}");
        assertThat(api.send(Destination.of(GROUP), Content.of("x"), null)).isEqualTo(BotApi.UNKNOWN_MESSAGE);
        telegram.answerNext("editMessageText", 200, "{\"ok\":true" + result + "}");
        assertThatCode(() -> api.edit(GROUP, 5, Content.of("x"))).doesNotThrowAnyException();
    }

    @Test
    void anAnswerWithoutAMemberSaysNothingOfTheMember() {
        telegram.answerNext("getChatMember", 200, "{\"ok\":true}");
        assertThat(failure(() -> api.membership(GROUP, 1)).code()).isEqualTo(FailureCode.TELEGRAM_UNAVAILABLE);
        telegram.answerNext("getChatAdministrators", 200, "{\"ok\":true,\"result\":true}");
        assertThat(failure(() -> api.administrators(GROUP)).code()).isEqualTo(FailureCode.TELEGRAM_UNAVAILABLE);
    }

    @Test
    void anEditWithAnOddFieldInItsAnswerHasHappened() {
        telegram.answerNext("editMessageText", 200, "{\"ok\":true,\"result\":{\"sender_boost_count\":\"many\"}}");
        assertThatCode(() -> api.edit(GROUP, 5, Content.of("x"))).doesNotThrowAnyException();
    }

    @Test
    void anAudioWithAnOddFieldInItsAnswerWasSent(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("song.mp3"), "sound");
        telegram.answerNext(
                "sendAudio",
                200,
                "{\"ok\":true,\"result\":{\"message_id\":9,\"reply_to_message\":{\"sender_boost_count\":\"many\"}}}");
        var song = new SongMessage(file, "song.mp3", "Song", "Band", Duration.ofSeconds(5), null);
        assertThat(api.send(Destination.of(GROUP), song, 12)).isEqualTo(9);
    }

    @Test
    void aMemberOfAnUnknownStatusIsNoFailure() {
        telegram.member(GROUP, 1, "wizard");
        telegram.member(GROUP, FakeBotApi.BOT, "wizard");
        telegram.answerNext(
                "getChatAdministrators",
                200,
                "{\"ok\":true,\"result\":[{\"status\":\"wizard\"},{\"status\":\"creator\",\"user\":{\"id\":7}}]}");
        assertThat(api.membership(GROUP, 1)).isEqualTo(Membership.MEMBER);
        assertThat(api.ownRights(GROUP)).isEqualTo(OwnRights.NONE);
        assertThat(api.administrators(GROUP)).containsExactly(7L);
    }

    private static Failure failure(ThrowingCallable call) {
        var failed = new Failure[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(FailureException.class, e -> failed[0] = e.failure());
        return failed[0];
    }
}
