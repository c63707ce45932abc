package dev.muzon.sandbox.botapi;

import static dev.muzon.sandbox.botapi.BotFixture.json;
import static dev.muzon.sandbox.botapi.BotFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.ReplyTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Tests of albums, answers to messages elsewhere, quotes, forwards, channel posts, and messages of the past. */
class MessageKindsTest {
    @RegisterExtension
    private final BotFixture bot = new BotFixture();

    @Test
    void anAlbumOfAPersonComesAsMessagesWithOneGroupId() throws Exception {
        var song = bot.world.files().store(NewFile.of("a.mp3", "audio/mpeg", Content.of(BotFixture.SONG)));
        var items = List.of(
                NewMessage.media(Media.Kind.AUDIO, song, "two songs"), NewMessage.media(Media.Kind.AUDIO, song, ""));
        bot.world.messages().sendAlbum(bot.lounge(), bot.boris().id(), items);
        awaitPending(2);
        var updates = bot.call("getUpdates");
        var groupId = updates.at("/0/message/media_group_id").asString();
        assertThat(groupId).matches("[0-9]+");
        assertThat(updates.at("/1/message/media_group_id").asString()).isEqualTo(groupId);
        assertThat(updates.at("/0/message/caption").asString()).isEqualTo("two songs");
        assertThat(updates.at("/1/message").has("audio")).isTrue();
    }

    @Test
    void aBotSendsAnAlbum() throws Exception {
        var upload = new Parameters.Upload("a.mp3", "audio/mpeg", Content.of(BotFixture.SONG));
        var media = List.of(
                Map.of("type", "audio", "media", "attach://one", "caption", "<b>hear</b>", "parse_mode", "HTML"),
                Map.of("type", "audio", "media", "attach://two", "title", "Second"));
        var sent = bot.call(
                "sendMediaGroup", Map.of("one", upload, "two", upload), "chat_id", bot.lounge(), "media", media);
        assertThat(sent).hasSize(2);
        assertThat(sent.at("/0/caption_entities/0/type").asString()).isEqualTo("bold");
        assertThat(sent.at("/1/audio/title").asString()).isEqualTo("Second");
        assertThat(sent.at("/0/media_group_id")).isEqualTo(sent.at("/1/media_group_id"));
    }

    @Test
    void albumsThatTelegramWouldNotTakeAreRefused() throws Exception {
        assertThat(album(Map.of("type", "sticker", "media", "x")))
                .isEqualTo(refusal(400, "Bad Request: can't parse InputMedia: type \"sticker\" is unsupported"));
        assertThat(bot.call("sendMediaGroup", "chat_id", bot.lounge(), "media", List.of()))
                .isEqualTo(refusal(400, "Bad Request: there are no messages to send"));
    }

    private JsonNode album(Map<String, String> item) throws Exception {
        return bot.call("sendMediaGroup", "chat_id", bot.lounge(), "media", List.of(item));
    }

    @Test
    void anAnswerToAMessageOfAnotherChatShowsItAsExternal() throws Exception {
        var asked = bot.says(bot.boris(), "what plays there?");
        var sent = bot.call(
                "sendMessage",
                "chat_id",
                bot.seed.kitchen().id(),
                "text",
                "this",
                "reply_parameters",
                Map.of("chat_id", bot.lounge(), "message_id", asked.id(), "quote", "plays"));
        assertThat(sent.has("reply_to_message")).isFalse();
        assertThat(sent.at("/external_reply/chat/id").asLong()).isEqualTo(bot.lounge());
        assertThat(sent.at("/external_reply/message_id").asInt()).isEqualTo(asked.id());
        assertThat(sent.at("/external_reply/origin/sender_user/id").asLong())
                .isEqualTo(bot.boris().id());
        assertThat(sent.at("/quote")).isEqualTo(json("{\"text\": \"plays\", \"position\": 5, \"is_manual\": true}"));
    }

    @Test
    void anExternalAnswerOfAPersonShowsTheSong() throws Exception {
        var song = bot.world.files().store(NewFile.of("a.mp3", "audio/mpeg", Content.of(BotFixture.SONG)));
        var posted =
                bot.world.messages().send(bot.lounge(), bot.alice().id(), NewMessage.media(Media.Kind.AUDIO, song, ""));
        bot.world
                .messages()
                .send(
                        bot.seed.kitchen().id(),
                        bot.boris().id(),
                        NewMessage.text("/play").reply(new ReplyTarget(posted.id(), bot.lounge(), null, 0)));
        awaitPending(2);
        var message = bot.call("getUpdates").at("/1/message");
        assertThat(message.at("/external_reply/audio/file_name").asString()).isEqualTo("a.mp3");
    }

    @Test
    void quotesThatDoNotOccurInTheMessageAreRefused() throws Exception {
        var asked = bot.says(bot.boris(), "what plays?");
        assertThat(answer(Map.of("message_id", asked.id(), "quote", "nothing like it")))
                .isEqualTo(refusal(400, "Bad Request: QUOTE_TEXT_INVALID"));
        assertThat(answer(Map.of("allow_sending_without_reply", true)))
                .isEqualTo(refusal(400, "Bad Request: can't find field \"message_id\""));
        assertThat(answer(Map.of()).has("message_id")).isTrue();
    }

    private JsonNode answer(Map<String, Object> reply) throws Exception {
        return bot.call("sendMessage", "chat_id", bot.lounge(), "text", "x", "reply_parameters", reply);
    }

    @Test
    void aForwardShowsWhereItComesFrom() throws Exception {
        var first = bot.says(bot.boris(), "listen");
        bot.world
                .messages()
                .forward(
                        bot.lounge(),
                        first.id(),
                        bot.seed.kitchen().id(),
                        bot.alice().id(),
                        null);
        awaitPending(2);
        var message = bot.call("getUpdates").at("/1/message");
        assertThat(message.at("/forward_origin/type").asString()).isEqualTo("user");
        assertThat(message.at("/forward_origin/sender_user/id").asLong())
                .isEqualTo(bot.boris().id());
        assertThat(message.at("/forward_from/id").asLong())
                .isEqualTo(bot.boris().id());
        assertThat(message.at("/from/id").asLong()).isEqualTo(bot.alice().id());
    }

    @Test
    void aChannelsPostIsForwardedIntoItsDiscussionGroup() throws Exception {
        var channel =
                bot.world.chats().createChannel("Radio", "radio", bot.alice().id());
        bot.world.chats().link(channel.id(), bot.lounge());
        var post = bot.world.messages().send(channel.id(), bot.alice().id(), NewMessage.text("on air"));
        awaitPending(1);
        var message = bot.call("getUpdates").at("/0/message");
        assertThat(message.at("/is_automatic_forward").asBoolean()).isTrue();
        assertThat(message.at("/sender_chat/id").asLong()).isEqualTo(channel.id());
        assertThat(message.at("/from/id").asLong()).isEqualTo(777000);
        assertThat(message.at("/forward_origin/type").asString()).isEqualTo("channel");
        assertThat(message.at("/forward_origin/message_id").asInt()).isEqualTo(post.id());
        assertThat(bot.call("getChat", "chat_id", bot.lounge())
                        .at("/linked_chat_id")
                        .asLong())
                .isEqualTo(channel.id());
    }

    @Test
    void aPersonWritesInTheNameOfTheirChannel() throws Exception {
        var channel =
                bot.world.chats().createChannel("Radio", "radio", bot.boris().id());
        bot.world
                .messages()
                .send(bot.lounge(), bot.boris().id(), NewMessage.text("/play").asChat(channel.id()));
        awaitPending(1);
        var message = bot.call("getUpdates").at("/0/message");
        assertThat(message.at("/sender_chat/username").asString()).isEqualTo("radio");
        assertThat(message.at("/from/username").asString()).isEqualTo("Channel_Bot");
        assertThat(message.has("is_automatic_forward")).isFalse();
    }

    @Test
    void aMessageOfThePastKeepsItsDate() throws Exception {
        var then = bot.clock.instant().minus(Duration.ofHours(3));
        bot.world
                .messages()
                .send(
                        bot.lounge(),
                        bot.boris().id(),
                        NewMessage.text("/play early").date(then));
        awaitPending(1);
        assertThat(bot.call("getUpdates").at("/0/message/date").asLong()).isEqualTo(then.getEpochSecond());
    }

    @Test
    void aMessageOlderThanADayIsNotAnUpdate() throws Exception {
        var yesterday = bot.clock.instant().minus(Duration.ofHours(25));
        bot.world
                .messages()
                .send(
                        bot.lounge(),
                        bot.boris().id(),
                        NewMessage.text("/play late").date(yesterday));
        bot.says(bot.boris(), "/now");
        awaitPending(1);
        assertThat(bot.call("getUpdates").at("/0/message/text").asString()).isEqualTo("/now");
    }

    private void awaitPending(int count) {
        await().until(() ->
                bot.call("getWebhookInfo").at("/pending_update_count").asInt() == count);
    }
}
