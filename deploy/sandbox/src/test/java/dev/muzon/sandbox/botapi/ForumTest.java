package dev.muzon.sandbox.botapi;

import static dev.muzon.sandbox.botapi.BotFixture.json;
import static dev.muzon.sandbox.botapi.BotFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.Topic;
import dev.muzon.sandbox.world.Topics;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Groups with topics. */
class ForumTest {
    @RegisterExtension
    private final BotFixture bot = new BotFixture();

    private Topic music;

    @BeforeEach
    void forum() {
        bot.world.chats().configure(bot.lounge(), settings -> settings.forum(true));
        music = bot.world.topics().create(bot.lounge(), bot.alice().id(), "Music", Topics.DEFAULT_COLOR, null);
    }

    @Test
    void aMessageInATopicNamesItAndAnswersTheMessageThatOpenedIt() throws Exception {
        bot.world
                .messages()
                .send(bot.lounge(), bot.boris().id(), NewMessage.text("/play").topic(music.id()));
        awaitPending(2);
        var updates = bot.call("getUpdates");
        var created = updates.at("/0/message");
        assertThat(created.at("/forum_topic_created"))
                .isEqualTo(json("{\"name\": \"Music\", \"icon_color\": 7322096}"));
        assertThat(created.at("/chat/is_forum").asBoolean()).isTrue();
        var message = updates.at("/1/message");
        assertThat(message.at("/message_thread_id").asInt()).isEqualTo(music.id());
        assertThat(message.at("/is_topic_message").asBoolean()).isTrue();
        assertThat(message.at("/reply_to_message/message_id").asInt()).isEqualTo(music.id());
        assertThat(message.at("/reply_to_message/forum_topic_created/name").asString())
                .isEqualTo("Music");
    }

    @Test
    void aMessageInGeneralNamesNoTopic() throws Exception {
        var sent = send("everywhere");
        assertThat(sent.has("message_thread_id")).isFalse();
        assertThat(sent.has("is_topic_message")).isFalse();
        assertThat(sent.has("reply_to_message")).isFalse();
    }

    @Test
    void anAnswerStandsInTheTopicOfTheAnsweredMessage() throws Exception {
        var asked = bot.world
                .messages()
                .send(bot.lounge(), bot.boris().id(), NewMessage.text("?").topic(music.id()));
        var sent = send("!", "reply_parameters", Map.of("message_id", asked.id()));
        assertThat(sent.at("/message_thread_id").asInt()).isEqualTo(music.id());
        assertThat(sent.at("/reply_to_message/message_id").asInt()).isEqualTo(asked.id());
    }

    @Test
    void anAnswerFromAnotherTopicIsExternal() throws Exception {
        var asked = bot.says(bot.boris(), "in General");
        var sent = send("!", "message_thread_id", music.id(), "reply_parameters", Map.of("message_id", asked.id()));
        assertThat(sent.has("reply_to_message")).isFalse();
        assertThat(sent.at("/external_reply/message_id").asInt()).isEqualTo(asked.id());
        assertThat(sent.at("/external_reply/origin/type").asString()).isEqualTo("user");
    }

    @Test
    void topicsThatAreNotThereAreNotFound() throws Exception {
        var notFound = refusal(400, "Bad Request: message thread not found");
        assertThat(send("x", "message_thread_id", 9999)).isEqualTo(notFound);
        assertThat(send("x", "message_thread_id", 1)).isEqualTo(notFound);
        bot.call("deleteForumTopic", "chat_id", bot.lounge(), "message_thread_id", music.id());
        assertThat(send("x", "message_thread_id", music.id())).isEqualTo(notFound);
    }

    @Test
    void aTopicIsIgnoredInAGroupWithoutTopics() throws Exception {
        var sent = bot.call("sendMessage", "chat_id", bot.seed.kitchen().id(), "text", "x", "message_thread_id", 77);
        assertThat(sent.has("message_id")).isTrue();
        assertThat(sent.has("message_thread_id")).isFalse();
    }

    @Test
    void onlyAdminsWithTheRightToTopicsWriteInAClosedOne() throws Exception {
        bot.world.topics().close(bot.lounge(), bot.alice().id(), music.id());
        assertThat(send("x", "message_thread_id", music.id())).isEqualTo(refusal(400, "Bad Request: TOPIC_CLOSED"));
        manageTopics();
        assertThat(send("x", "message_thread_id", music.id()).has("message_id")).isTrue();
    }

    @Test
    void aClosedGeneralRefusesMessagesWithoutATopic() throws Exception {
        bot.world.topics().close(bot.lounge(), bot.alice().id(), 1);
        assertThat(send("x")).isEqualTo(refusal(400, "Bad Request: TOPIC_CLOSED"));
        bot.world.topics().reopen(bot.lounge(), bot.alice().id(), 1);
        assertThat(send("x").has("message_id")).isTrue();
    }

    @Test
    void aHiddenGeneralIsClosedToo() throws Exception {
        manageTopics();
        assertThat(change("hideGeneralForumTopic")).isEqualTo(json("true"));
        assertThat(bot.world.topics().find(bot.lounge(), 1)).hasValueSatisfying(general -> {
            assertThat(general.hidden()).isTrue();
            assertThat(general.closed()).isTrue();
        });
        assertThat(change("unhideGeneralForumTopic")).isEqualTo(json("true"));
        assertThat(change("reopenGeneralForumTopic")).isEqualTo(json("true"));
        assertThat(change("closeGeneralForumTopic")).isEqualTo(json("true"));
        assertThat(change("editGeneralForumTopic", "name", "Hall")).isEqualTo(json("true"));
    }

    @Test
    void aBotOpensClosesReopensAndDeletesATopic() throws Exception {
        manageTopics();
        var created = change("createForumTopic", "name", "Queue");
        int id = created.at("/message_thread_id").asInt();
        assertThat(created).isEqualTo(json("""
                        {"message_thread_id": %d, "name": "Queue", "icon_color": 7322096}""".formatted(id)));
        for (var method : Stream.of("close", "reopen", "edit", "delete").toList()) {
            assertThat(change(method + "ForumTopic", "message_thread_id", id, "name", "Q"))
                    .as(method)
                    .isEqualTo(json("true"));
        }
        assertThat(bot.world.messages().find(bot.lounge(), id)).isEmpty();
    }

    @Test
    void topicsAreRefusedWithTelegramsWords() throws Exception {
        assertThat(change("createForumTopic", "name", "Queue"))
                .isEqualTo(refusal(400, "Bad Request: not enough rights to create a topic"));
        assertThat(change("closeForumTopic", "message_thread_id", music.id()))
                .isEqualTo(refusal(400, "Bad Request: not enough rights to close or open the topic"));
        manageTopics();
        assertThat(change("createForumTopic", "name", " "))
                .isEqualTo(refusal(400, "Bad Request: name must be non-empty"));
        assertThat(change("closeForumTopic", "message_thread_id", 9999))
                .isEqualTo(refusal(400, "Bad Request: TOPIC_ID_INVALID"));
        assertThat(bot.call(
                        "closeGeneralForumTopic", "chat_id", bot.seed.kitchen().id()))
                .isEqualTo(refusal(400, "Bad Request: the chat is not a forum"));
    }

    @Test
    void aPinInATopicIsAnnouncedThere() throws Exception {
        var card = bot.world
                .messages()
                .send(bot.lounge(), bot.boris().id(), NewMessage.text("pin me").topic(music.id()));
        bot.world.messages().pin(bot.lounge(), bot.alice().id(), card.id());
        awaitPending(3);
        var pin = bot.call("getUpdates").at("/2/message");
        assertThat(pin.at("/pinned_message/text").asString()).isEqualTo("pin me");
        assertThat(pin.at("/message_thread_id").asInt()).isEqualTo(music.id());
    }

    private void manageTopics() {
        var rights = EnumSet.of(Right.MANAGE_TOPICS, Right.DELETE_MESSAGES);
        bot.world
                .members()
                .promote(bot.lounge(), bot.alice().id(), bot.seed.bot().id(), rights, false);
    }

    private JsonNode change(String method, Object... parameters) throws Exception {
        return bot.call(method, with("chat_id", bot.lounge(), parameters));
    }

    private JsonNode send(String text, Object... parameters) throws Exception {
        return bot.call("sendMessage", with("chat_id", bot.lounge(), with("text", text, parameters)));
    }

    private static Object[] with(String name, Object value, Object... more) {
        return Stream.concat(Stream.of(name, value), Stream.of(more)).toArray();
    }

    private void awaitPending(int count) {
        await().until(() ->
                bot.call("getWebhookInfo").at("/pending_update_count").asInt() == count);
    }
}
