package dev.muzon.sandbox.botapi;

import static dev.muzon.sandbox.botapi.BotFixture.json;
import static dev.muzon.sandbox.botapi.BotFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.sandbox.world.Right;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class UpdatesTest {
    @RegisterExtension
    private final BotFixture bot = new BotFixture();

    @Test
    void aMessageComesOnceConfirmedByTheNextOffset() throws Exception {
        bot.says(bot.boris(), "/play ночь");
        var updates = poll("timeout", 20);
        assertThat(updates.at("/0/message/text").asString()).isEqualTo("/play ночь");
        assertThat(updates.at("/0/message/chat/id").asLong()).isEqualTo(bot.lounge());
        assertThat(poll()).isEqualTo(updates);
        long next = updates.at("/0/update_id").asLong() + 1;
        assertThat(poll("offset", next)).isEmpty();
        assertThat(poll()).isEmpty();
    }

    @Test
    void aNegativeOffsetKeepsTheLastOnes() throws Exception {
        for (int i = 0; i < 5; i++) {
            bot.says(bot.alice(), "m" + i);
        }
        awaitPending(5);
        assertThat(poll("offset", -2, "limit", 1).at("/0/message/text").asString())
                .isEqualTo("m3");
        assertThat(poll()).hasSize(2);
    }

    @Test
    void aSecondPollerEndsTheFirstWithConflict() throws Exception {
        var first = CompletableFuture.supplyAsync(this::longPoll);
        await().until(() -> {
            var second = poll();
            return second.isArray() && first.isDone();
        });
        assertThat(first.join())
                .isEqualTo(refusal(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
                                + " running"));
    }

    @Test
    void aWebhookEndsAWaitingPollWithConflict() throws Exception {
        var waiting = new CompletableFuture<JsonNode>();
        var poller = Thread.ofPlatform().start(() -> waiting.complete(longPoll()));
        await().until(() -> poller.getState() == Thread.State.TIMED_WAITING);
        bot.call("setWebhook", "url", "http://127.0.0.1:1/");
        assertThat(waiting.join()).isEqualTo(refusal(409, "Conflict: terminated by setWebhook request"));
    }

    @Test
    void unknownKindsOfUpdatesMeanTheDefaultOnesInAnyCase() throws Exception {
        poll("allowed_updates", List.of("nonsense"));
        bot.says(bot.boris(), "/one");
        awaitPending(1);
        poll("allowed_updates", List.of("Chat_Member"));
        bot.says(bot.boris(), "/two");
        bot.world.members().ban(bot.lounge(), bot.alice().id(), bot.boris().id());
        awaitPending(2);
        assertThat(poll().at("/1").has("chat_member")).isTrue();
    }

    @Test
    void anInlineQueryIsAnsweredAndTheChoiceSent() throws Exception {
        var query = bot.world
                .inlineQueries()
                .ask(bot.lounge(), bot.boris().id(), bot.seed.bot().id(), "night");
        var asked = poll("timeout", 20).at("/0/inline_query");
        assertThat(asked.at("/query").asString()).isEqualTo("night");
        assertThat(asked.at("/chat_type").asString()).isEqualTo("supergroup");
        var result = Map.of(
                "type",
                "article",
                "id",
                "1",
                "title",
                "Night",
                "input_message_content",
                Map.of("message_text", "/play night"));
        bot.call("answerInlineQuery", "inline_query_id", query.id(), "results", List.of(result));
        bot.world.inlineQueries().choose(query.id(), "1", bot.lounge(), null);
        awaitPending(3);
        var message = poll().at("/1/message");
        assertThat(message.at("/text").asString()).isEqualTo("/play night");
        assertThat(message.at("/via_bot/id").asLong()).isEqualTo(bot.seed.bot().id());
        assertThat(poll().at("/2/chosen_inline_result/result_id").asString()).isEqualTo("1");
    }

    private JsonNode longPoll() {
        try {
            return poll("timeout", 50);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPressedButtonIsACallbackQuery() throws Exception {
        int id = bot.call(
                        "sendMessage",
                        "chat_id",
                        bot.lounge(),
                        "text",
                        "card",
                        "reply_markup",
                        Map.of("inline_keyboard", List.of(List.of(Map.of("text", "Skip", "callback_data", "skip")))))
                .at("/message_id")
                .asInt();
        var pressed = bot.world.callbacks().press(bot.lounge(), bot.boris().id(), id, "skip");
        var query = poll("timeout", 20).at("/0/callback_query");
        assertThat(query.at("/id").asString()).isEqualTo(pressed.id());
        assertThat(query.at("/data").asString()).isEqualTo("skip");
        assertThat(query.at("/from/first_name").asString()).isEqualTo("Борис");
        assertThat(query.at("/message/message_id").asInt()).isEqualTo(id);
        assertThat(query.has("chat_instance")).isTrue();
        bot.call("answerCallbackQuery", "callback_query_id", pressed.id(), "text", "ok", "show_alert", true);
        var answer = bot.world.callbacks().find(pressed.id()).orElseThrow().answer();
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.alert()).isTrue();
    }

    @Test
    void joiningAndLeavingIsToldToBotsThatAskForIt() throws Exception {
        poll("allowed_updates", List.of("message", "my_chat_member", "chat_member"));
        bot.world.members().ban(bot.lounge(), bot.alice().id(), bot.boris().id());
        bot.world.members().ban(bot.lounge(), bot.alice().id(), bot.seed.bot().id());
        awaitPending(2);
        var updates = poll();
        assertThat(updates.at("/0/chat_member/old_chat_member/status").asString())
                .isEqualTo("member");
        assertThat(updates.at("/0/chat_member/new_chat_member"))
                .isEqualTo(json("""
                                {"status": "kicked", "until_date": 0,
                                 "user": {"id": %d, "is_bot": false, "first_name": "Борис", "username": "boris",
                                          "language_code": "ru"}}""".formatted(bot.boris().id())));
        assertThat(updates.at("/0/chat_member/from/first_name").asString()).isEqualTo("Alice");
        assertThat(updates.at("/1/my_chat_member/new_chat_member/status").asString())
                .isEqualTo("kicked");
    }

    @Test
    void voiceChatsAppearAsServiceMessages() throws Exception {
        var voice = bot.world.voiceChats().activeIn(bot.lounge()).orElseThrow();
        bot.world.voiceChats().end(voice.id(), bot.alice().id());
        bot.world.voiceChats().start(bot.lounge(), bot.alice().id(), "");
        awaitPending(2);
        var updates = poll();
        assertThat(updates.at("/0/message/video_chat_ended")).isEqualTo(json("{\"duration\": 0}"));
        assertThat(updates.at("/1/message/video_chat_started")).isEqualTo(json("{}"));
    }

    @Test
    void withoutAdminRightsABotHearsOnlyWhatConcernsIt() throws Exception {
        bot.world
                .members()
                .promote(bot.lounge(), bot.alice().id(), bot.seed.bot().id(), EnumSet.noneOf(Right.class), false);
        bot.says(bot.alice(), "just chatting");
        bot.says(bot.alice(), "/play@another_bot");
        bot.says(bot.alice(), "/play");
        awaitPending(2);
        var updates = poll();
        assertThat(updates.at("/0").has("my_chat_member")).isTrue();
        assertThat(updates.at("/1/message/text").asString()).isEqualTo("/play");
    }

    @Test
    void anonymousAdminsAreSeenAsTheGroup() throws Exception {
        bot.world
                .members()
                .promote(bot.lounge(), bot.alice().id(), bot.boris().id(), EnumSet.of(Right.PIN_MESSAGES), true);
        bot.says(bot.boris(), "псст");
        var message = poll("timeout", 20).at("/0/message");
        assertThat(message.at("/from/username").asString()).isEqualTo("GroupAnonymousBot");
        assertThat(message.at("/sender_chat/id").asLong()).isEqualTo(bot.lounge());
    }

    private void awaitPending(int count) {
        await().until(() ->
                bot.call("getWebhookInfo").at("/pending_update_count").asInt() == count);
    }

    private JsonNode poll(Object... parameters) throws Exception {
        return bot.call("getUpdates", parameters);
    }
}
