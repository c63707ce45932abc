package dev.muzon.sandbox.mtproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.VoiceChatRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class VoiceChatTest extends LoungeScenario {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void joiningReturnsTheTransportUnchanged() {
        int call = groupCall();
        assertThat(join(call, 4242).path("text").asString()).isEqualTo(FakeVoice.TRANSPORT);
        assertThat(active().participant(me).orElseThrow().source()).isEqualTo(4242);
        assertThat(telegram.voice.told).contains("join " + me);
        assertThat(client.ok("getGroupCall", request -> request.put("group_call_id", call))
                        .path("is_joined")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aRefusedPayloadLeavesNoParticipantBehind() {
        int call = groupCall();
        assertThat(client.error("joinVideoChat", request -> {
                    request.put("group_call_id", call);
                    request.putObject("join_parameters")
                            .put("@type", "groupCallJoinParameters")
                            .put("audio_source_id", 5)
                            .put("payload", "{\"ssrc\":5,\"refuse\":true}");
                }))
                .isEqualTo("DATA_JSON_INVALID");
        assertThat(active().participants()).isEmpty();
    }

    @Test
    void mutingAParticipantReachesTheVoiceServer() {
        int call = groupCall();
        join(call, 4242);
        client.ok("toggleGroupCallParticipantIsMuted", request -> {
            request.put("group_call_id", call).put("is_muted", true);
            request.putObject("participant_id")
                    .put("@type", "messageSenderUser")
                    .put("user_id", me);
        });
        await().atMost(PATIENCE).until(() -> telegram.voice.told.contains("mute " + me));
        assertThat(active().participant(me).orElseThrow().muted()).isTrue();
    }

    @Test
    void aRemovedParticipantIsToldAtOnce() {
        int call = groupCall();
        join(call, 4242);
        long asked = telegram.server.requests("phone.checkGroupCall");
        telegram.world.voiceChats().leave(active().id(), me);
        client.awaitUpdate(
                "updateGroupCall",
                update -> update.path("group_call").path("need_rejoin").asBoolean());
        assertThat(telegram.server.requests("phone.checkGroupCall")).isEqualTo(asked);
    }

    @Test
    void aForgottenParticipantFindsOutAndJoinsAgain() {
        int call = groupCall();
        join(call, 4242);
        telegram.world.voiceChats().forget(active().id(), me);
        client.awaitUpdate(
                "updateGroupCall",
                update -> update.path("group_call").path("need_rejoin").asBoolean());
        assertThat(telegram.voice.told).contains("leave " + me);
        assertThat(join(call, 4343).path("text").asString()).isEqualTo(FakeVoice.TRANSPORT);
        assertThat(active().participant(me).orElseThrow().source()).isEqualTo(4343);
    }

    @Test
    void leavingAVoiceChatEndsTheSound() {
        int call = groupCall();
        join(call, 4242);
        client.ok("leaveGroupCall", request -> request.put("group_call_id", call));
        await().atMost(PATIENCE).until(() -> telegram.voice.told.contains("leave " + me));
        assertThat(active().participants()).isEmpty();
    }

    @Test
    void startingAndEndingAVoiceChatNeedTheRight() {
        telegram.world.voiceChats().end(active().id(), alice);
        assertThat(client.error("createVideoChat", request -> request.put("chat_id", lounge.id())))
                .isIn("CHAT_ADMIN_REQUIRED", "Not enough rights in the chat");

        telegram.world.members().promote(lounge.id(), alice, me, Set.of(Right.MANAGE_VIDEO_CHATS), false);
        client.awaitUpdate(
                "updateSupergroup",
                update -> update.path("supergroup")
                        .path("status")
                        .path("@type")
                        .asString()
                        .equals("chatMemberStatusAdministrator"));
        JsonNode created = client.ok(
                "createVideoChat",
                request -> request.put("chat_id", lounge.id()).put("title", "Evening"));
        assertThat(active().title()).isEqualTo("Evening");
        client.ok(
                "endGroupCall",
                request -> request.put("group_call_id", created.path("id").asInt()));
        assertThat(telegram.world.voiceChats().activeIn(lounge.id())).isEmpty();
        client.awaitUpdate(
                "updateChatVideoChat",
                update -> update.path("video_chat").path("group_call_id").asInt() == 0);
    }

    @Test
    void endingAVoiceChatWithoutTheRightIsForbidden() {
        int call = groupCall();

        assertThat(client.error("endGroupCall", request -> request.put("group_call_id", call)))
                .isIn("GROUPCALL_FORBIDDEN", "Not enough rights in the group call", "Can't end group call");
    }

    @Test
    void aVoiceChatEndedByAnotherIsOverForEverybody() {
        int call = groupCall();
        join(call, 4242);
        telegram.world.voiceChats().end(active().id(), alice);
        client.awaitUpdate(
                "updateGroupCall",
                update -> !update.path("group_call").path("is_active").asBoolean());
        await().atMost(PATIENCE).until(() -> telegram.voice.told.contains("leave " + me));
    }

    @Test
    void newParticipantsAreMutedWhereAnAdminWantsThat() {
        int call = groupCall();
        telegram.world.voiceChats().setJoinMuted(active().id(), alice, true);
        client.awaitUpdate(
                "updateGroupCall",
                update ->
                        update.path("group_call").path("mute_new_participants").asBoolean());

        join(call, 4242);

        assertThat(active().participant(me).orElseThrow().silenced()).isTrue();
        client.awaitUpdate("updateGroupCallParticipant", VoiceChatTest::mutedByAnAdmin);
        assertThat(telegram.voice.told).contains("mute " + me);
        telegram.world.voiceChats().setMuted(active().id(), alice, me, false);
        await().atMost(PATIENCE)
                .until(() -> !active().participant(me).orElseThrow().silenced());
    }

    @Test
    void anAdminsMuteOutlivesARejoin() {
        int call = groupCall();
        join(call, 4242);
        telegram.world.voiceChats().setMuted(active().id(), alice, me, true);
        client.awaitUpdate("updateGroupCallParticipant", VoiceChatTest::mutedByAnAdmin);

        client.ok("leaveGroupCall", request -> request.put("group_call_id", call));
        join(call, 4343);

        assertThat(active().participant(me).orElseThrow().silenced()).isTrue();
        assertThat(client.error("toggleGroupCallParticipantIsMuted", request -> {
                    request.put("group_call_id", call).put("is_muted", false);
                    request.putObject("participant_id")
                            .put("@type", "messageSenderUser")
                            .put("user_id", me);
                }))
                .isNotEmpty();
    }

    private static boolean mutedByAnAdmin(JsonNode update) {
        JsonNode participant = update.path("participant");
        return participant.path("is_current_user").asBoolean()
                && participant.path("is_muted_for_all_users").asBoolean()
                && !participant.path("can_unmute_self").asBoolean();
    }

    @Test
    void aScheduledVoiceChatCannotBeJoinedBeforeItStarts() {
        telegram.world.voiceChats().end(active().id(), alice);
        telegram.world
                .voiceChats()
                .schedule(lounge.id(), alice, "Tonight", Instant.now().plus(Duration.ofHours(1)));
        await().atMost(PATIENCE).until(() -> scheduledFor(groupCall()) > 0);
        int call = groupCall();

        assertThat(client.error("joinVideoChat", request -> joining(request, call, 4242)))
                .isNotEmpty();
        assertThat(active().participants()).isEmpty();

        telegram.world.voiceChats().startScheduled(active().id(), alice);
        await().atMost(PATIENCE).until(() -> scheduledFor(call) == 0);
        assertThat(join(call, 4242).path("text").asString()).isEqualTo(FakeVoice.TRANSPORT);
    }

    @Test
    void aLiveStreamIsMarkedAsOne() {
        telegram.world.voiceChats().end(active().id(), alice);
        telegram.world.voiceChats().start(lounge.id(), alice, "", VoiceChatRules.LIVESTREAM);

        await().atMost(PATIENCE)
                .until(() -> look(groupCall()).path("is_rtmp_stream").asBoolean());
    }

    private int scheduledFor(int call) {
        return look(call).path("scheduled_start_date").asInt();
    }

    private JsonNode look(int call) {
        return client.call("getGroupCall", request -> request.put("group_call_id", call));
    }

    /** Looks at the call too: the library follows the participants only of a call that it knew before joining. */
    private int groupCall() {
        int call = client.ok("getChat", request -> request.put("chat_id", lounge.id()))
                .path("video_chat")
                .path("group_call_id")
                .asInt();
        client.call("getGroupCall", request -> request.put("group_call_id", call));
        return call;
    }

    private JsonNode join(int call, int source) {
        return client.ok("joinVideoChat", request -> joining(request, call, source));
    }

    private static void joining(ObjectNode request, int call, int source) {
        request.put("group_call_id", call);
        request.putObject("join_parameters")
                .put("@type", "groupCallJoinParameters")
                .put("audio_source_id", source)
                .put("payload", "{\"ufrag\":\"u\",\"pwd\":\"p\",\"ssrc\":" + source + "}");
    }

    private VoiceChat active() {
        return telegram.world.voiceChats().activeIn(lounge.id()).orElseThrow();
    }
}
