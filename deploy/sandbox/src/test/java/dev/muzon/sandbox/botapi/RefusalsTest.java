package dev.muzon.sandbox.botapi;

import static dev.muzon.sandbox.botapi.BotFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.Right;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Tests of Telegram's words for refused actions. */
class RefusalsTest {
    @RegisterExtension
    private final BotFixture bot = new BotFixture();

    @Test
    void unknownAndClosedChatsAreRefused() throws Exception {
        assertThat(send("-1001234", "x")).isEqualTo(refusal(400, "Bad Request: chat not found"));
        assertThat(send("@nowhere", "x")).isEqualTo(refusal(400, "Bad Request: chat not found"));
        assertThat(send("absurd", "x")).isEqualTo(refusal(400, "Bad Request: chat not found"));
        assertThat(bot.call("sendMessage", "text", "x")).isEqualTo(refusal(400, "Bad Request: chat_id is empty"));
        assertThat(send(bot.alice().id(), "x"))
                .isEqualTo(refusal(403, "Forbidden: bot can't initiate conversation with a user"));
        bot.world.members().ban(bot.lounge(), bot.alice().id(), bot.seed.bot().id());
        assertThat(send(bot.lounge(), "x"))
                .isEqualTo(refusal(403, "Forbidden: bot was kicked from the supergroup chat"));
        bot.world.members().leave(bot.seed.kitchen().id(), bot.seed.bot().id());
        assertThat(send(bot.seed.kitchen().id(), "x"))
                .isEqualTo(refusal(403, "Forbidden: bot is not a member of the supergroup chat"));
    }

    @Test
    void aUserWhoWroteFirstIsAnswered() throws Exception {
        var chat =
                bot.world.chats().privateChat(bot.boris().id(), bot.seed.bot().id());
        bot.world.messages().send(chat.id(), bot.boris().id(), NewMessage.text("/start"));
        var sent = send(bot.boris().id(), "hello");
        assertThat(sent.at("/chat/type").asString()).isEqualTo("private");
        assertThat(sent.at("/chat/id").asLong()).isEqualTo(bot.boris().id());
    }

    @Test
    void textsTooLongEmptyOrBrokenAreRefused() throws Exception {
        assertThat(send(bot.lounge(), "")).isEqualTo(refusal(400, "Bad Request: message text is empty"));
        assertThat(send(bot.lounge(), " \n ")).isEqualTo(refusal(400, "Bad Request: text must be non-empty"));
        assertThat(send(bot.lounge(), "x".repeat(4097))).isEqualTo(refusal(400, "Bad Request: message is too long"));
        assertThat(send(bot.lounge(), "🎵".repeat(4096)).has("message_id")).isTrue();
        assertThat(send(bot.lounge(), "a\u0000b\tc\nd").path("text").asString()).isEqualTo("a b c\nd");
        assertThat(bot.call("sendMessage", "chat_id", bot.lounge(), "text", "<b>x", "parse_mode", "HTML"))
                .isEqualTo(refusal(
                        400, "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""));
        assertThat(bot.call("sendMessage", "chat_id", bot.lounge(), "text", "x", "reply_markup", "{oops"))
                .isEqualTo(refusal(400, "Bad Request: can't parse reply keyboard markup JSON object"));
        assertThat(bot.call("sendMessage", "chat_id", bot.lounge(), "text", "x", "reply_to_message_id", "99999999999"))
                .isEqualTo(refusal(400, "Bad Request: message to be replied not found"));
    }

    @Test
    void whiteSpaceAroundAPlainTextIsCutAndItsEntitiesAreMoved() throws Exception {
        var entity = Map.of("type", "bold", "offset", 2, "length", 4);
        var sent = bot.call(
                "sendMessage", "chat_id", bot.lounge(), "text", "\n hear this \n", "entities", List.of(entity));
        assertThat(sent.at("/text").asString()).isEqualTo("hear this");
        assertThat(sent.at("/entities/0/offset").asInt()).isZero();
        assertThat(sent.at("/entities/0/length").asInt()).isEqualTo(4);
    }

    @Test
    void invalidKeyboardsAreRefused() throws Exception {
        var tooLong = Map.of("text", "x", "callback_data", "я".repeat(33));
        assertThat(withButton(tooLong)).isEqualTo(refusal(400, "Bad Request: BUTTON_DATA_INVALID"));
        assertThat(withButton(Map.of("callback_data", "x")))
                .isEqualTo(refusal(400, "Bad Request: can't parse inline keyboard button: text must be non-empty"));
    }

    private Object withButton(Map<String, String> button) throws Exception {
        var keyboard = Map.of("inline_keyboard", List.of(List.of(button)));
        return bot.call("sendMessage", "chat_id", bot.lounge(), "text", "x", "reply_markup", keyboard);
    }

    @Test
    void editsOfMissingForeignOrUnchangedMessagesAreRefused() throws Exception {
        int id = send(bot.lounge(), "same").at("/message_id").asInt();
        assertThat(edit(id, "same"))
                .isEqualTo(refusal(
                        400,
                        "Bad Request: message is not modified: specified new message content and reply markup are"
                                + " exactly the same as a current content and reply markup of the message"));
        assertThat(edit(999_999, "x")).isEqualTo(refusal(400, "Bad Request: message to edit not found"));
        assertThat(edit(bot.says(bot.alice(), "mine").id(), "x"))
                .isEqualTo(refusal(400, "Bad Request: message can't be edited"));
        assertThat(bot.call("editMessageCaption", "chat_id", bot.lounge(), "message_id", id, "caption", "x"))
                .isEqualTo(refusal(400, "Bad Request: there is no caption in the message to edit"));
        assertThat(bot.call("deleteMessage", "chat_id", bot.lounge(), "message_id", 999_999))
                .isEqualTo(refusal(400, "Bad Request: message to delete not found"));
    }

    @Test
    void missingAndInvalidArgumentsAreRefused() throws Exception {
        var entity = Map.of("type", "bold", "offset", 2, "length", 9);
        assertThat(bot.call("sendMessage", "chat_id", bot.lounge(), "text", "short", "entities", List.of(entity)))
                .isEqualTo(refusal(
                        400,
                        "Bad Request: entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16"
                                + " offset 11"));
        var endless = Map.of("type", "bold", "offset", 2, "length", Integer.MAX_VALUE);
        assertThat(bot.call("sendMessage", "chat_id", bot.lounge(), "text", "short", "entities", List.of(endless)))
                .isEqualTo(refusal(
                        400,
                        "Bad Request: entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16"
                                + " offset 2147483649"));
        assertThat(bot.call("sendMessage", "chat_id", bot.lounge(), "text", "x", "reply_parameters", "{"))
                .isEqualTo(refusal(400, "Bad Request: can't parse reply parameters JSON object"));
        assertThat(bot.call("editMessageText", "chat_id", bot.lounge(), "text", "x"))
                .isEqualTo(refusal(400, "Bad Request: message to edit not found"));
        assertThat(bot.call("editMessageText", "text", "x"))
                .isEqualTo(refusal(400, "Bad Request: message identifier is not specified"));
        assertThat(bot.call("deleteMessage", "message_id", 1))
                .isEqualTo(refusal(400, "Bad Request: chat identifier is not specified"));
        assertThat(bot.call("deleteMessage", "chat_id", bot.lounge()))
                .isEqualTo(refusal(400, "Bad Request: message identifier is not specified"));
        assertThat(bot.call("deleteMessages", "chat_id", bot.lounge(), "message_ids", new int[101]))
                .isEqualTo(refusal(400, "Bad Request: too many message identifiers specified"));
        assertThat(bot.call("deleteMessages", "chat_id", bot.lounge(), "message_ids", List.of(-1)))
                .isEqualTo(refusal(400, "Bad Request: invalid message identifier specified"));
        assertThat(bot.call("getFile")).isEqualTo(refusal(400, "Bad Request: file_id not specified"));
        assertThat(bot.call("banChatMember", "chat_id", bot.lounge()))
                .isEqualTo(refusal(400, "Bad Request: invalid user_id specified"));
        assertThat(bot.call("sendChatAction", "chat_id", bot.lounge(), "action", "juggle"))
                .isEqualTo(refusal(400, "Bad Request: wrong parameter action in request"));
        assertThat(bot.call("setMyCommands", "scope", Map.of("type", "nobody")))
                .isEqualTo(refusal(400, "Bad Request: can't parse BotCommandScope: Unsupported type specified"));
        for (String method : List.of("setMyCommands", "getMyCommands", "deleteMyCommands")) {
            assertThat(bot.call(method, "language_code", "zh-hans"))
                    .isEqualTo(refusal(400, "Bad Request: invalid language code specified"));
        }
        assertThat(bot.call("setWebhook", "url", "ftp://a.b"))
                .isEqualTo(refusal(400, "Bad Request: invalid webhook URL specified"));
        assertThat(bot.call("setWebhook", "url", "http://127.0.0.1:1/", "secret_token", "two words"))
                .isEqualTo(refusal(400, "Bad Request: secret token contains unallowed characters"));
        assertThat(bot.call("setWebhook", "url", "http://127.0.0.1:1/", "secret_token", "x".repeat(257)))
                .isEqualTo(refusal(400, "Bad Request: secret token is too long"));
        assertThat(bot.call("getUpdates", "offset", "abc").isArray()).isTrue();
    }

    @Test
    void anEditTakesInlineKeyboardsOnly() throws Exception {
        int id = send(bot.lounge(), "card").at("/message_id").asInt();
        var keyboard = Map.of("keyboard", List.of(List.of("a")));
        assertThat(bot.call(
                        "editMessageText",
                        "chat_id",
                        bot.lounge(),
                        "message_id",
                        id,
                        "text",
                        "x",
                        "reply_markup",
                        keyboard))
                .isEqualTo(refusal(400, "Bad Request: inline keyboard expected"));
    }

    @Test
    void peopleWhoNeverWroteAreNotMembers() throws Exception {
        long alice = bot.alice().id();
        assertThat(bot.call("getChatMember", "chat_id", alice, "user_id", alice))
                .isEqualTo(refusal(400, "Bad Request: member not found"));
        assertThat(bot.call("getChatAdministrators", "chat_id", alice))
                .isEqualTo(refusal(400, "Bad Request: there are no administrators in the private chat"));
    }

    @Test
    void aMentionOfAnUnknownUserIsPlainText() throws Exception {
        var sent = bot.call(
                "sendMessage",
                "chat_id",
                bot.lounge(),
                "parse_mode",
                "HTML",
                "text",
                "hello <a href=\"tg://user?id=123456789\">you</a>");
        assertThat(sent.at("/text").asString()).isEqualTo("hello you");
        assertThat(sent.has("entities")).isFalse();
    }

    @Test
    void aGroupThatBecameASupergroupSaysWhich() throws Exception {
        var group = bot.world.chats().createBasicGroup("Cellar", bot.alice().id());
        bot.world.members().add(group.id(), bot.alice().id(), bot.seed.bot().id());
        assertThat(send(group.id(), "x").at("/chat/type").asString()).isEqualTo("group");
        var supergroup =
                bot.world.groupUpgrade().upgrade(group.id(), bot.alice().id());
        assertThat(send(group.id(), "x"))
                .isEqualTo(refusal(400, "Bad Request: group chat was upgraded to a supergroup chat"));
        assertThat(send(supergroup.id(), "x").at("/chat/type").asString()).isEqualTo("supergroup");
        bot.world
                .members()
                .ban(supergroup.id(), bot.alice().id(), bot.seed.bot().id());
    }

    private Object edit(int id, String text) throws Exception {
        return bot.call("editMessageText", "chat_id", bot.lounge(), "message_id", id, "text", text);
    }

    @Test
    void rightsThatTheBotLacks() throws Exception {
        var members = bot.world.members();
        members.promote(bot.lounge(), bot.alice().id(), bot.seed.bot().id(), EnumSet.noneOf(Right.class), false);
        assertThat(bot.call(
                        "banChatMember",
                        "chat_id",
                        bot.lounge(),
                        "user_id",
                        bot.boris().id()))
                .isEqualTo(refusal(400, "Bad Request: not enough rights to restrict/unrestrict chat member"));
        assertThat(bot.call(
                        "banChatMember",
                        "chat_id",
                        bot.lounge(),
                        "user_id",
                        bot.alice().id()))
                .isEqualTo(refusal(400, "Bad Request: can't remove chat owner"));
        assertThat(bot.call("createChatInviteLink", "chat_id", bot.lounge()))
                .isEqualTo(refusal(400, "Bad Request: not enough rights to manage chat invite link"));
    }

    @Test
    void answersThatComeTooLateAreRefused() throws Exception {
        var tooLate = refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
        assertThat(bot.call("answerCallbackQuery", "callback_query_id", "1")).isEqualTo(tooLate);
        var sent = bot.call(
                "sendMessage",
                "chat_id",
                bot.lounge(),
                "text",
                "x",
                "reply_markup",
                Map.of("inline_keyboard", List.of(List.of(Map.of("text", "a", "callback_data", "a")))));
        var pressed = bot.world
                .callbacks()
                .press(bot.lounge(), bot.alice().id(), sent.at("/message_id").asInt(), "a");
        bot.clock.advance(Duration.ofMinutes(1));
        assertThat(bot.call("answerCallbackQuery", "callback_query_id", pressed.id()))
                .isEqualTo(tooLate);
    }

    @Test
    void unknownMethodsFilesAndTokensAreRefused() throws Exception {
        assertThat(bot.call("makeCoffee")).isEqualTo(refusal(404, "Not Found: method not found"));
        assertThat(bot.call("getFile", "file_id", "nope")).isEqualTo(refusal(400, "Bad Request: invalid file_id"));
        assertThat(bot.call("sendAudio", "chat_id", bot.lounge()))
                .isEqualTo(refusal(400, "Bad Request: there is no audio in the request"));
    }

    @Test
    void exceededRateLimitsNameTheTimeToWait() throws Exception {
        bot.faults.limit(true);
        for (int i = 0; i < 20; i++) {
            assertThat(send(bot.lounge(), "m" + i).has("message_id")).isTrue();
        }
        bot.clock.advance(Duration.ofSeconds(18));
        assertThat(send(bot.lounge(), "one too many")).isEqualTo(refusal(429, "Too Many Requests: retry after 42"));
        assertThat(send(bot.seed.kitchen().id(), "elsewhere").has("message_id")).isTrue();
        bot.clock.advance(Duration.ofSeconds(42));
        assertThat(send(bot.lounge(), "now").has("message_id")).isTrue();
    }

    private JsonNode send(Object chat, String text) throws Exception {
        return bot.call("sendMessage", "chat_id", chat, "text", text);
    }
}
