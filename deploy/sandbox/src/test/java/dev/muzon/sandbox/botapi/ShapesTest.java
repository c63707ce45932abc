package dev.muzon.sandbox.botapi;

import static dev.muzon.sandbox.botapi.BotFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Tests of each method's answer, field by field. */
class ShapesTest {
    private static final String BOT = """
            {"id": 1000001, "is_bot": true, "first_name": "Muzon", "username": "muzon_test_bot"}""";
    private static final String LOUNGE = """
            {"id": -1002000000001, "type": "supergroup", "title": "Muzon Lounge", "username": "muzon_lounge"}""";

    private static final String NO_GIFTS = """
            "accepted_gift_types": {"unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
              "premium_subscription": false, "gifts_from_channels": false}""";

    @RegisterExtension
    private final BotFixture bot = new BotFixture();

    @Test
    void getMeDescribesTheBot() throws Exception {
        assertThat(bot.call("getMe")).isEqualTo(json("""
                                {"id": 1000001, "is_bot": true, "first_name": "Muzon", "username": "muzon_test_bot",
                                 "can_join_groups": true, "can_read_all_group_messages": false,
                                 "supports_inline_queries": false, "can_connect_to_business": false,
                                 "has_main_web_app": false}"""));
    }

    @Test
    void thePictureOfANamedLinkIsShownUntilAnEditTakesItAway() throws Exception {
        var named =
                Map.of("url", "https://pictures.example/a.jpg", "prefer_small_media", true, "show_above_text", false);
        var sent = bot.call("sendMessage", "chat_id", bot.lounge(), "text", "Now", "link_preview_options", named);
        int id = sent.path("message_id").asInt();
        assertThat(preview(id)).isEqualTo("https://pictures.example/a.jpg");

        bot.call(
                "editMessageText",
                "chat_id",
                bot.lounge(),
                "message_id",
                id,
                "text",
                "Now",
                "link_preview_options",
                Map.of("is_disabled", true));
        assertThat(preview(id)).isNull();
        assertThat(bot.call(
                                "editMessageText",
                                "chat_id",
                                bot.lounge(),
                                "message_id",
                                id,
                                "text",
                                "Now",
                                "link_preview_options",
                                Map.of("url", "no link"))
                        .asString())
                .startsWith("400 Bad Request: wrong URL");
    }

    private String preview(int id) {
        return bot.world.messages().get(bot.lounge(), id).details().preview();
    }

    @Test
    void aSentMessageHasItsMarkupReplyAndKeyboard() throws Exception {
        var asked = bot.says(bot.boris(), "/play");
        var sent = bot.call(
                "sendMessage",
                "chat_id",
                bot.lounge(),
                "text",
                "<b>Now</b> playing",
                "parse_mode",
                "HTML",
                "reply_parameters",
                Map.of("message_id", asked.id()),
                "reply_markup",
                keyboard("Skip", "skip"));
        assertThat(sent).isEqualTo(json("""
                        {"message_id": %d, "from": %s, "chat": %s, "date": 1767225600,
                         "message_thread_id": %d,
                         "reply_to_message": {"message_id": %d,
                           "from": {"id": %d, "is_bot": false, "first_name": "Борис", "username": "boris", "language_code": "ru"},
                           "chat": %s, "date": 1767225600, "text": "/play",
                           "entities": [{"type": "bot_command", "offset": 0, "length": 5}]},
                         "text": "Now playing",
                         "entities": [{"type": "bold", "offset": 0, "length": 3}],
                         "reply_markup": {"inline_keyboard": [[{"text": "Skip", "callback_data": "skip"}]]}}""".formatted(
                asked.id() + 1, BOT, LOUNGE, asked.id(), asked.id(), bot.boris().id(), LOUNGE)));
    }

    @Test
    void editsReplaceTextAndKeyboard() throws Exception {
        int id = send("one", "a");
        bot.clock.advance(Duration.ofSeconds(5));
        var edited = bot.call("editMessageText", "chat_id", bot.lounge(), "message_id", id, "text", "two");
        assertThat(edited).isEqualTo(json("""
                                {"message_id": %d, "from": %s, "chat": %s, "date": 1767225600, "edit_date": 1767225605,
                                 "text": "two"}""".formatted(id, BOT, LOUNGE)));
        var keyed = bot.call(
                "editMessageReplyMarkup",
                "chat_id",
                bot.lounge(),
                "message_id",
                id,
                "reply_markup",
                keyboard("Stop", "stop"));
        assertThat(keyed.at("/reply_markup/inline_keyboard/0/0/callback_data").asString())
                .isEqualTo("stop");
        assertThat(keyed.at("/text").asString()).isEqualTo("two");
    }

    @Test
    void anUploadedAudioIsSentAgainByIdAndDownloaded() throws Exception {
        var upload = new Parameters.Upload("a.mp3", "audio/mpeg", Content.of(BotFixture.SONG));
        var sent = bot.call(
                "sendAudio",
                Map.of("audio", upload),
                "chat_id",
                bot.lounge(),
                "caption",
                "hear",
                "title",
                "T",
                "performer",
                "P",
                "duration",
                "7");
        var fileId = sent.at("/audio/file_id").asString();
        assertThat(sent.at("/audio")).isEqualTo(json("""
                                {"file_id": "%s", "file_unique_id": "%s", "duration": 7, "performer": "P", "title": "T",
                                 "file_name": "a.mp3", "mime_type": "audio/mpeg", "file_size": 17}""".formatted(
                        fileId, sent.at("/audio/file_unique_id").asString())));
        assertThat(sent.at("/caption").asString()).isEqualTo("hear");
        assertThat(sent.has("text")).isFalse();
        var again = bot.call("sendAudio", "chat_id", bot.lounge(), "audio", fileId);
        assertThat(again.at("/audio")).isEqualTo(sent.at("/audio"));
        var file = bot.call("getFile", "file_id", fileId);
        assertThat(file.at("/file_size").asInt()).isEqualTo(BotFixture.SONG.length);
        var stored = bot.api
                .file(BotFixture.TOKEN, "/" + file.at("/file_path").asString())
                .orElseThrow();
        assertThat(stored.content().read(0, 100)).isEqualTo(BotFixture.SONG);
    }

    @Test
    void aPhotoHasItsSize() throws Exception {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", png);
        var upload = new Parameters.Upload("cover.png", "image/png", Content.of(png.toByteArray()));
        var sent = bot.call(
                "sendPhoto",
                Map.of("cover", upload),
                "chat_id",
                bot.lounge(),
                "photo",
                "attach://cover",
                "caption",
                "c");
        assertThat(sent.at("/photo/0/width").asInt()).isEqualTo(3);
        assertThat(sent.at("/photo/0/height").asInt()).isEqualTo(2);
        int id = sent.at("/message_id").asInt();
        var edited = bot.call(
                "editMessageCaption",
                "chat_id",
                bot.lounge(),
                "message_id",
                id,
                "caption",
                "<i>d</i>",
                "parse_mode",
                "HTML");
        assertThat(edited.at("/caption").asString()).isEqualTo("d");
        assertThat(edited.at("/caption_entities/0/type").asString()).isEqualTo("italic");
        assertThat(bot.world.messages().get(bot.lounge(), id).media())
                .extracting(Media::kind)
                .isEqualTo(Media.Kind.PHOTO);
    }

    @Test
    void chatsAndTheirMembersHaveTelegramsFields() throws Exception {
        assertThat(bot.call("getChat", "chat_id", "@muzon_lounge"))
                .isEqualTo(json("""
                                {"id": -1002000000001, "type": "supergroup", "title": "Muzon Lounge",
                                 "username": "muzon_lounge", "invite_link": "https://t.me/+%s",
                                 "active_usernames": ["muzon_lounge"], "accent_color_id": 0, "max_reaction_count": 11,
                                 %s,
                                 "permissions": {"can_send_messages": true, "can_send_media_messages": true,
                                   "can_send_audios": true, "can_send_documents": true, "can_send_photos": true,
                                   "can_send_videos": true, "can_send_video_notes": true, "can_send_voice_notes": true,
                                   "can_send_polls": true, "can_send_other_messages": true,
                                   "can_add_web_page_previews": true, "can_react_to_messages": true,
                                   "can_edit_tag": true, "can_change_info": false, "can_invite_users": true,
                                   "can_pin_messages": false, "can_manage_topics": false}}""".formatted(bot.seed.lounge().inviteHash(), NO_GIFTS)));
        assertThat(member(bot.alice().id()))
                .isEqualTo(json("""
                                {"status": "creator", "is_anonymous": false,
                                 "user": {"id": %d, "is_bot": false, "first_name": "Alice", "username": "alice",
                                          "language_code": "en"}}""".formatted(bot.alice().id())));
        assertThat(member(1000001)).isEqualTo(json("""
                                {"status": "administrator", "user": %s, "is_anonymous": false, "can_be_edited": false,
                                 "can_manage_chat": true, "can_change_info": false, "can_delete_messages": true,
                                 "can_restrict_members": true, "can_invite_users": true, "can_pin_messages": true,
                                 "can_promote_members": false, "can_manage_video_chats": true,
                                 "can_manage_voice_chats": true, "can_manage_topics": false, "can_manage_tags": false,
                                 "can_post_stories": false, "can_edit_stories": false, "can_delete_stories": false}""".formatted(BOT)));
        assertThat(member(bot.boris().id()).at("/status").asString()).isEqualTo("member");
        assertThat(member(bot.seed.assistants().getFirst().id()).at("/status").asString())
                .isEqualTo("left");
        assertThat(bot.call("getChatMemberCount", "chat_id", bot.lounge()).asInt())
                .isEqualTo(5);
        assertThat(bot.call("getChatAdministrators", "chat_id", bot.lounge()).valueStream())
                .extracting(one -> one.at("/user/first_name").asString())
                .containsExactlyInAnyOrder("Alice", "Дарья", "Muzon");
    }

    @Test
    void bansUnbansAndInvitesAnswerAsTelegram() throws Exception {
        long boris = bot.boris().id();
        assertThat(bot.call("banChatMember", "chat_id", bot.lounge(), "user_id", boris)
                        .asBoolean())
                .isTrue();
        assertThat(member(boris).at("/status").asString()).isEqualTo("kicked");
        bot.call("unbanChatMember", "chat_id", bot.lounge(), "user_id", boris, "only_if_banned", true);
        assertThat(member(boris).at("/status").asString()).isEqualTo("left");
        var link = bot.call("createChatInviteLink", "chat_id", bot.lounge());
        var hash = link.at("/invite_link").asString().replace("https://t.me/+", "");
        assertThat(link).isEqualTo(json("""
                                {"invite_link": "https://t.me/+%s", "creator": %s, "creates_join_request": false,
                                 "is_primary": false, "is_revoked": false}""".formatted(hash, BOT)));
        bot.world.joining().joinByInvite(hash, boris);
        assertThat(member(boris).at("/status").asString()).isEqualTo("member");
        assertThat(bot.call("exportChatInviteLink", "chat_id", bot.lounge()).asString())
                .startsWith("https://t.me/+")
                .doesNotContain(bot.seed.lounge().inviteHash());
    }

    @Test
    void commandsAreKeptByScopeAndLanguage() throws Exception {
        var play = List.of(Map.of("command", "play", "description", "Играть"));
        bot.call("setMyCommands", "commands", play, "language_code", "ru");
        bot.call("setMyCommands", "commands", play, "scope", Map.of("type", "chat", "chat_id", bot.lounge()));
        assertThat(bot.call("getMyCommands", "language_code", "ru")).isEqualTo(json("""
                        [{"command": "play", "description": "Играть"}]"""));
        assertThat(bot.call("getMyCommands")).isEqualTo(json("[]"));
        assertThat(bot.call("getMyCommands", "scope", Map.of("type", "chat", "chat_id", bot.lounge())))
                .hasSize(1);
        bot.call("deleteMyCommands", "language_code", "ru");
        assertThat(bot.call("getMyCommands", "language_code", "ru")).isEqualTo(json("[]"));
    }

    @Test
    void pinsDeletionsActionsAndLeavingAnswerAsTelegram() throws Exception {
        int id = send("card", "a");
        assertThat(bot.call("pinChatMessage", "chat_id", bot.lounge(), "message_id", id)
                        .asBoolean())
                .isTrue();
        assertThat(bot.call("getChat", "chat_id", bot.lounge())
                        .at("/pinned_message/text")
                        .asString())
                .isEqualTo("card");
        bot.call("unpinChatMessage", "chat_id", bot.lounge());
        assertThat(bot.call("getChat", "chat_id", bot.lounge()).has("pinned_message"))
                .isFalse();
        assertThat(bot.call("sendChatAction", "chat_id", bot.lounge(), "action", "typing")
                        .asBoolean())
                .isTrue();
        assertThat(bot.call("deleteMessage", "chat_id", bot.lounge(), "message_id", id)
                        .asBoolean())
                .isTrue();
        int other = send("other", "b");
        assertThat(bot.call("deleteMessages", "chat_id", bot.lounge(), "message_ids", List.of(id, other))
                        .asBoolean())
                .isTrue();
        assertThat(bot.world.messages().find(bot.lounge(), other)).isEmpty();
        assertThat(bot.call("leaveChat", "chat_id", bot.lounge()).asBoolean()).isTrue();
        assertThat(bot.world.chats().get(bot.lounge()).has(1000001)).isFalse();
    }

    private int send(String text, String data) throws Exception {
        return bot.call("sendMessage", "chat_id", bot.lounge(), "text", text, "reply_markup", keyboard(data, data))
                .at("/message_id")
                .asInt();
    }

    private JsonNode member(long userId) throws Exception {
        return bot.call("getChatMember", "chat_id", bot.lounge(), "user_id", userId);
    }

    private static Map<String, Object> keyboard(String text, String data) {
        return Map.of("inline_keyboard", List.of(List.of(Map.of("text", text, "callback_data", data))));
    }
}
