package dev.muzon.sandbox.mtproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.Role;
import dev.muzon.sandbox.world.VoiceChat;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tests of a basic group, which is Alice's, and of what it becomes. */
class BasicGroupTest extends LoggedInScenario {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Chat cellar;
    private long alice;

    @BeforeEach
    void found() {
        client.awaitConnected();
        alice = telegram.seed.people().getFirst().id();
        cellar = telegram.world.chats().createBasicGroup("Cellar", alice);
    }

    @Test
    void aBasicGroupIsJoinedByInviteLink() {
        JsonNode shown = client.ok("checkChatInviteLink", request -> request.put("invite_link", link()));
        assertThat(shown.path("title").asString()).isEqualTo("Cellar");
        assertThat(shown.path("type").path("@type").asString()).isEqualTo("inviteLinkChatTypeBasicGroup");

        JsonNode joined = client.ok("joinChatByInviteLink", request -> request.put("invite_link", link()));

        assertThat(joined.path("chat_id").asLong()).isEqualTo(cellar.id());
        assertThat(telegram.world.chats().get(cellar.id()).has(me)).isTrue();
        JsonNode type = client.ok("getChat", request -> request.put("chat_id", cellar.id()))
                .path("type");
        assertThat(type.path("basic_group_id").asLong()).isEqualTo(cellar.basicGroupId());
        JsonNode full =
                client.ok("getBasicGroupFullInfo", request -> request.put("basic_group_id", cellar.basicGroupId()));
        assertThat(full.path("creator_user_id").asLong()).isEqualTo(alice);
        assertThat(full.path("members")
                        .valueStream()
                        .map(member -> member.path("member_id").path("user_id").asLong()))
                .containsExactlyInAnyOrder(alice, me);
    }

    @Test
    void aMemberBringsAnotherOneIn() {
        comeIn();
        long boris = telegram.seed.people().get(1).id();
        telegram.world
                .messages()
                .send(telegram.world.chats().privateChat(boris, me).id(), boris, NewMessage.text("me too"));
        client.awaitNewMessage("me too");

        client.ok(
                "addChatMember",
                request -> request.put("chat_id", cellar.id())
                        .put("user_id", boris)
                        .put("forward_limit", 0));

        assertThat(telegram.world.chats().get(cellar.id()).has(boris)).isTrue();
        awaitGroup(group -> group.path("member_count").asInt() == 3);
    }

    @Test
    void messagesOfABasicGroupGoBothWays() {
        comeIn();
        telegram.world.messages().send(cellar.id(), alice, NewMessage.text("anybody here?"));
        assertThat(client.awaitNewMessage("anybody here?").path("chat_id").asLong())
                .isEqualTo(cellar.id());

        client.ok(
                "sendMessage",
                request -> request.put("chat_id", cellar.id())
                        .putObject("input_message_content")
                        .put("@type", "inputMessageText")
                        .putObject("text")
                        .put("@type", "formattedText")
                        .put("text", "two of us"));

        client.awaitUpdate(
                "updateMessageSendSucceeded",
                update -> update.path("message").path("chat_id").asLong() == cellar.id());
        Message sent = telegram.world.messages().last(cellar.id()).orElseThrow();
        assertThat(sent.text()).isEqualTo("two of us");
        assertThat(sent.author().is(me)).isTrue();
        telegram.world
                .messages()
                .delete(
                        cellar.id(),
                        alice,
                        telegram.world.messages().all(cellar.id()).get(1).id());
        client.awaitUpdate(
                "updateDeleteMessages",
                update -> update.path("chat_id").asLong() == cellar.id()
                        && update.path("is_permanent").asBoolean());
    }

    @Test
    void aClientCatchesUpOnABasicGroupAfterAnOutage() {
        comeIn();
        telegram.server.cutNetwork();
        client.awaitDisconnected();
        telegram.world.messages().send(cellar.id(), alice, NewMessage.text("in the dark"));
        Chat supergroup = upgrade();
        telegram.server.restoreNetwork();

        client.awaitNewMessage("in the dark");

        awaitGroup(group -> group.path("upgraded_to_supergroup_id").asLong() == supergroup.channelId());
    }

    @Test
    void leavingABasicGroupIsSeenInTheWorld() {
        comeIn();

        client.ok("leaveChat", request -> request.put("chat_id", cellar.id()));

        assertThat(telegram.world.chats().get(cellar.id()).has(me)).isFalse();
        awaitGroup(group -> status(group).equals("chatMemberStatusLeft"));
    }

    @Test
    void aBannedMemberOfABasicGroupLearnsOfIt() {
        comeIn();

        telegram.world.members().ban(cellar.id(), alice, me);

        awaitGroup(group -> status(group).equals("chatMemberStatusBanned"));
    }

    @Test
    void anAdminRemovesAMemberOfABasicGroup() {
        long boris = telegram.seed.people().get(1).id();
        telegram.world.members().add(cellar.id(), alice, boris);
        comeIn();
        telegram.world.members().promote(cellar.id(), alice, me, Set.of(Right.RESTRICT_MEMBERS), false);
        awaitGroup(group -> status(group).equals("chatMemberStatusAdministrator"));
        client.ok("getBasicGroupFullInfo", request -> request.put("basic_group_id", cellar.basicGroupId()));

        client.ok("banChatMember", request -> {
            request.put("chat_id", cellar.id());
            request.putObject("member_id").put("@type", "messageSenderUser").put("user_id", boris);
        });

        assertThat(telegram.world.chats().get(cellar.id()).member(boris).role()).isEqualTo(Role.BANNED);
    }

    @Test
    void aVoiceChatOfABasicGroupIsStartedJoinedAndLeft() {
        comeIn();
        telegram.world.members().promote(cellar.id(), alice, me, Set.of(Right.MANAGE_VIDEO_CHATS), false);
        awaitGroup(group -> status(group).equals("chatMemberStatusAdministrator"));

        int call = client.ok(
                        "createVideoChat",
                        request -> request.put("chat_id", cellar.id()).put("title", "Evening"))
                .path("id")
                .asInt();
        assertThat(join(call, 4242)).isEqualTo(FakeVoice.TRANSPORT);

        assertThat(active(cellar).title()).isEqualTo("Evening");
        assertThat(active(cellar).participant(me)).isPresent();
        client.awaitUpdate(
                "updateChatVideoChat",
                update -> update.path("chat_id").asLong() == cellar.id()
                        && update.path("video_chat").path("group_call_id").asInt() == call);
        client.ok("leaveGroupCall", request -> request.put("group_call_id", call));
        await().atMost(PATIENCE).until(() -> telegram.voice.told.contains("leave " + me));
        assertThat(active(cellar).participants()).isEmpty();
    }

    @Test
    void anUpgradeClosesTheBasicGroupAndSaysWhereItGoesOn() {
        comeIn();

        Chat supergroup = upgrade();

        JsonNode group =
                awaitGroup(closed -> closed.path("upgraded_to_supergroup_id").asLong() == supergroup.channelId());
        assertThat(group.path("is_active").asBoolean()).isFalse();
        JsonNode farewell = awaitMessage(cellar, "messageChatUpgradeTo");
        assertThat(farewell.path("supergroup_id").asLong()).isEqualTo(supergroup.channelId());
        JsonNode welcome = awaitMessage(supergroup, "messageChatUpgradeFrom");
        assertThat(welcome.path("basic_group_id").asLong()).isEqualTo(cellar.basicGroupId());
        assertThat(welcome.path("title").asString()).isEqualTo("Cellar");
        assertThat(client.error("joinChatByInviteLink", request -> request.put("invite_link", link())))
                .isEqualTo("INVITE_HASH_EXPIRED");
    }

    @Test
    void aJoinedVoiceChatGoesOnInTheSupergroup() {
        comeIn();
        telegram.world.voiceChats().start(cellar.id(), alice, "");
        int call = groupCall(cellar);
        client.ok("getGroupCall", request -> request.put("group_call_id", call));
        join(call, 4242);

        Chat supergroup = upgrade();

        assertThat(groupCall(supergroup)).isEqualTo(call);
        assertThat(active(supergroup).participant(me).orElseThrow().source()).isEqualTo(4242);
        JsonNode moved = client.ok("getGroupCall", request -> request.put("group_call_id", call));
        assertThat(moved.path("is_joined").asBoolean()).isTrue();
        await().atMost(PATIENCE)
                .until(() -> telegram.voice.told.contains("move " + cellar.id() + " " + supergroup.id()));
        assertThat(telegram.voice.told).doesNotContain("leave " + me);

        join(call, 4343);
        assertThat(active(supergroup).participant(me).orElseThrow().source()).isEqualTo(4343);
        client.ok("leaveGroupCall", request -> request.put("group_call_id", call));
        await().atMost(PATIENCE).until(() -> active(supergroup).participants().isEmpty());
    }

    /** Joins, and waits until the library has caught up with the group: before that it tells of no new messages. */
    private void comeIn() {
        client.ok("joinChatByInviteLink", request -> request.put("invite_link", link()));
        long newest =
                (long) telegram.world.messages().last(cellar.id()).orElseThrow().id() << 20;
        client.awaitUpdate(
                "updateChatLastMessage",
                update -> update.path("chat_id").asLong() == cellar.id()
                        && update.path("last_message").path("id").asLong() == newest);
    }

    private String link() {
        return "https://t.me/+" + cellar.inviteHash();
    }

    private Chat upgrade() {
        return telegram.world.groupUpgrade().upgrade(cellar.id(), alice);
    }

    private VoiceChat active(Chat chat) {
        return telegram.world.voiceChats().activeIn(chat.id()).orElseThrow();
    }

    /** Waits for the library's view of the basic group to be as wanted. */
    private JsonNode awaitGroup(Predicate<JsonNode> wanted) {
        return client.awaitUpdate(
                        "updateBasicGroup",
                        update -> update.path("basic_group").path("id").asLong() == cellar.basicGroupId()
                                && wanted.test(update.path("basic_group")))
                .path("basic_group");
    }

    private static String status(JsonNode group) {
        return group.path("status").path("@type").asString();
    }

    /** Waits for a message with this kind of content to be the chat's last one. */
    private JsonNode awaitMessage(Chat chat, String content) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> client.ok("getChat", request -> request.put("chat_id", chat.id()))
                                .path("last_message")
                                .path("content"),
                        last -> last.path("@type").asString("").equals(content));
    }

    /** Waits until the library knows the chat's voice chat, which takes it about a second. */
    private int groupCall(Chat chat) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> client.ok("getChat", request -> request.put("chat_id", chat.id()))
                                .path("video_chat")
                                .path("group_call_id")
                                .asInt(),
                        call -> call > 0);
    }

    private String join(int call, int source) {
        return client.ok("joinVideoChat", request -> joining(request, call, source))
                .path("text")
                .asString();
    }

    private static void joining(ObjectNode request, int call, int source) {
        request.put("group_call_id", call);
        request.putObject("join_parameters")
                .put("@type", "groupCallJoinParameters")
                .put("audio_source_id", source)
                .put("payload", "{\"ufrag\":\"u\",\"pwd\":\"p\",\"ssrc\":" + source + "}");
    }
}
