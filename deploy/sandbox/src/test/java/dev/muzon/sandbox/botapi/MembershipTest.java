package dev.muzon.sandbox.botapi;

import static dev.muzon.sandbox.botapi.BotFixture.json;
import static dev.muzon.sandbox.botapi.BotFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.Permission;
import dev.muzon.sandbox.world.Restriction;
import dev.muzon.sandbox.world.Right;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Tests of the rights of members and bots, and of the news about their changes. */
class MembershipTest {
    @RegisterExtension
    private final BotFixture bot = new BotFixture();

    @Test
    void aRestrictedMemberShowsTheRemainingPermissions() throws Exception {
        bot.call(
                "restrictChatMember",
                "chat_id",
                bot.lounge(),
                "user_id",
                bot.boris().id(),
                "permissions",
                Map.of("can_send_audios", true, "can_send_messages", true));
        var member = member(bot.boris().id());
        assertThat(member.at("/status").asString()).isEqualTo("restricted");
        assertThat(member.at("/is_member").asBoolean()).isTrue();
        assertThat(member.at("/until_date").asLong()).isZero();
        assertThat(member.at("/can_send_audios").asBoolean()).isTrue();
        assertThat(member.at("/can_send_photos").asBoolean()).isFalse();
        bot.world.members().leave(bot.lounge(), bot.boris().id());
        assertThat(member(bot.boris().id()).at("/status").asString()).isEqualTo("restricted");
        assertThat(member(bot.boris().id()).at("/is_member").asBoolean()).isFalse();
    }

    @Test
    void aRestrictionEndsAtItsDate() throws Exception {
        var until = bot.clock.instant().plus(Duration.ofMinutes(5));
        bot.world
                .members()
                .restrict(bot.lounge(), bot.alice().id(), bot.boris().id(), new Restriction(Set.of(), until));
        assertThat(member(bot.boris().id()).at("/until_date").asLong()).isEqualTo(until.getEpochSecond());
        bot.clock.advance(Duration.ofMinutes(6));
        assertThat(member(bot.boris().id()).at("/status").asString()).isEqualTo("member");
    }

    @Test
    void aBotThatMayNotWriteIsRefusedByKindOfMessage() throws Exception {
        demote();
        bot.world.chats().permit(bot.lounge(), bot.alice().id(), Set.of(Permission.SEND_DOCUMENTS));
        assertThat(send("x"))
                .isEqualTo(refusal(400, "Bad Request: not enough rights to send text messages to the chat"));
        var upload = Map.of("audio", new Parameters.Upload("a.mp3", "audio/mpeg", Content.of(BotFixture.SONG)));
        assertThat(bot.call("sendAudio", upload, "chat_id", bot.lounge()))
                .isEqualTo(refusal(400, "Bad Request: not enough rights to send music to the chat"));
    }

    @Test
    void aRestrictedBotIsRefusedInAnOpenGroup() throws Exception {
        demote();
        bot.world
                .members()
                .restrict(
                        bot.lounge(),
                        bot.alice().id(),
                        bot.seed.bot().id(),
                        new Restriction(Set.of(Permission.SEND_PHOTOS), null));
        assertThat(send("x"))
                .isEqualTo(refusal(400, "Bad Request: not enough rights to send text messages to the chat"));
    }

    @Test
    void aBotWithoutRightsWaitsInSlowMode() throws Exception {
        demote();
        bot.world.chats().configure(bot.lounge(), settings -> settings.slowMode(Duration.ofSeconds(30)));
        assertThat(send("one").has("message_id")).isTrue();
        bot.clock.advance(Duration.ofSeconds(10));
        assertThat(send("two")).isEqualTo(refusal(429, "Too Many Requests: retry after 20"));
        bot.clock.advance(Duration.ofSeconds(20));
        assertThat(send("three").has("message_id")).isTrue();
    }

    @Test
    void onlyAdminsOfAChannelPostThere() throws Exception {
        var channel =
                bot.world.chats().createChannel("Radio", "radio", bot.alice().id());
        bot.world.members().add(channel.id(), bot.alice().id(), bot.seed.bot().id());
        assertThat(bot.call("sendMessage", "chat_id", channel.id(), "text", "x"))
                .isEqualTo(refusal(400, "Bad Request: need administrator rights in the channel chat"));
        bot.world.members().ban(channel.id(), bot.alice().id(), bot.seed.bot().id());
        assertThat(bot.call("sendMessage", "chat_id", channel.id(), "text", "x"))
                .isEqualTo(refusal(403, "Forbidden: bot was kicked from the channel chat"));
    }

    @Test
    void aBlockedBotIsToldSoAndRefused() throws Exception {
        long boris = bot.boris().id();
        var chat = bot.world.chats().privateChat(boris, bot.seed.bot().id());
        bot.world.messages().send(chat.id(), boris, NewMessage.text("/start"));
        awaitPending(1); // a bot that is blocked by then does not hear it any more
        bot.world.members().block(boris, bot.seed.bot().id(), true);
        assertThat(bot.call("sendMessage", "chat_id", boris, "text", "x"))
                .isEqualTo(refusal(403, "Forbidden: bot was blocked by the user"));
        bot.world.members().block(boris, bot.seed.bot().id(), false);
        assertThat(bot.call("sendMessage", "chat_id", boris, "text", "x").has("message_id"))
                .isTrue();
        awaitPending(3);
        var updates = bot.call("getUpdates");
        assertThat(updates.at("/1/my_chat_member/chat/type").asString()).isEqualTo("private");
        assertThat(updates.at("/1/my_chat_member/new_chat_member/status").asString())
                .isEqualTo("kicked");
        assertThat(updates.at("/2/my_chat_member/new_chat_member/status").asString())
                .isEqualTo("member");
    }

    @Test
    void aBotPromotesAndDemotesMembers() throws Exception {
        var all = EnumSet.allOf(Right.class);
        bot.world
                .members()
                .promote(bot.lounge(), bot.alice().id(), bot.seed.bot().id(), all, false);
        assertThat(promote("can_pin_messages", true)).isEqualTo(json("true"));
        assertThat(member(bot.boris().id()).at("/can_pin_messages").asBoolean()).isTrue();
        assertThat(promote("can_pin_messages", false)).isEqualTo(json("true"));
        assertThat(member(bot.boris().id()).at("/status").asString()).isEqualTo("member");
        demote();
        assertThat(promote("can_pin_messages", true)).isEqualTo(refusal(400, "Bad Request: not enough rights"));
    }

    @Test
    void aBotSetsThePermissionsOfAllMembers() throws Exception {
        assertThat(bot.call(
                        "setChatPermissions", "chat_id", bot.lounge(), "permissions", Map.of("can_send_polls", true)))
                .isEqualTo(json("true"));
        assertThat(bot.world.chats().get(bot.lounge()).settings().permissions())
                .containsExactlyInAnyOrder(Permission.SEND_POLLS, Permission.SEND_MESSAGES);
        demote();
        assertThat(bot.call("setChatPermissions", "chat_id", bot.lounge(), "permissions", Map.of()))
                .isEqualTo(refusal(400, "Bad Request: not enough rights to change chat permissions"));
    }

    @Test
    void everyChangeOfAMemberIsAnUpdate() throws Exception {
        bot.call("getUpdates", "allowed_updates", List.of("chat_member"));
        var members = bot.world.members();
        long alice = bot.alice().id();
        long boris = bot.boris().id();
        members.promote(bot.lounge(), alice, boris, EnumSet.of(Right.PIN_MESSAGES), false);
        members.promote(bot.lounge(), alice, boris, EnumSet.of(Right.PIN_MESSAGES), true);
        members.promote(bot.lounge(), alice, boris, Set.of(), false);
        members.restrict(bot.lounge(), alice, boris, new Restriction(Set.of(), null));
        members.restrict(bot.lounge(), alice, boris, null);
        members.leave(bot.lounge(), boris);
        members.ban(bot.lounge(), alice, boris);
        awaitPending(7);
        assertThat(bot.call("getUpdates").valueStream())
                .extracting(update -> update.at("/chat_member/old_chat_member/status")
                                .asString() + " "
                        + update.at("/chat_member/new_chat_member/status").asString())
                .containsExactly(
                        "member administrator",
                        "administrator administrator",
                        "administrator member",
                        "member restricted",
                        "restricted member",
                        "member left",
                        "left kicked");
    }

    private void demote() {
        bot.world
                .members()
                .promote(bot.lounge(), bot.alice().id(), bot.seed.bot().id(), Set.of(), false);
    }

    private JsonNode promote(String right, boolean value) throws Exception {
        return bot.call(
                "promoteChatMember",
                "chat_id",
                bot.lounge(),
                "user_id",
                bot.boris().id(),
                right,
                value);
    }

    private JsonNode send(String text) throws Exception {
        return bot.call("sendMessage", "chat_id", bot.lounge(), "text", text);
    }

    private JsonNode member(long userId) throws Exception {
        return bot.call("getChatMember", "chat_id", bot.lounge(), "user_id", userId);
    }

    private void awaitPending(int count) {
        await().until(() ->
                bot.call("getWebhookInfo").at("/pending_update_count").asInt() == count);
    }
}
