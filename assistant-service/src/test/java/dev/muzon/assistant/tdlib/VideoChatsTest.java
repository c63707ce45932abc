package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tests with a TDLib that believes one thing while the server knows another. */
class VideoChatsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long CHAT = -1_000_000_000_007L;

    private final List<String> asked = new ArrayList<>();
    private final TdClient client = new TdClient("main", this::answer, _ -> {});
    private final VideoChats chats = new VideoChats(client);

    private String names = "['lounge']";
    private int believed;
    private int onServer;
    private boolean following;
    private Runnable onFullInfo = () -> {};

    @Test
    void aKnownVoiceChatIsBelievedWithoutAskingTheServer() throws Exception {
        believed = 5;

        assertThat(chats.current(CHAT)).hasValue(5);
        assertThat(asked).containsExactly("getChat");
    }

    @Test
    void theServerIsAskedWhereNoneIsKnown() throws Exception {
        onServer = 5;

        assertThat(chats.current(CHAT)).hasValue(5);
    }

    @Test
    void anIdThatTurnedOutToBeOverIsNotBelievedAnyMore() throws Exception {
        believed = 5;
        onServer = 6;
        chats.over(5);

        assertThat(chats.current(CHAT)).hasValue(6);
    }

    @Test
    void anIdThatCouldBeJoinedAfterAllIsBelievedAgain() throws Exception {
        believed = 5;
        chats.over(5);
        chats.joined(5);

        assertThat(chats.current(CHAT)).hasValue(5);
        assertThat(asked).containsExactly("getChat");
    }

    @Test
    void theServersAnswerIsBelievedEvenIfItWasThoughtOver() throws Exception {
        believed = 5;
        onServer = 5;
        chats.over(5);

        assertThat(chats.current(CHAT)).hasValue(5);
    }

    @Test
    void newsOfAPrivateGroupIsWaitedFor() throws Exception {
        names = "[]";
        assertThat(chats.current(CHAT)).isEmpty();
        assertThat(chats.await(CHAT, Duration.ZERO)).isEmpty();

        onFullInfo = () -> chats.changed(CHAT, JSON.readTree("{\"group_call_id\":5}"));

        assertThat(chats.await(CHAT, Duration.ofSeconds(60))).hasValue(5);
    }

    /** Tests what a ban does to a voice chat. Taken for news, it made the player tell the ban a second time. */
    @Test
    void aVoiceChatThatTheLastParticipantLeavesIsNoNews() {
        assertThat(changed("{\"group_call_id\":5,\"has_participants\":true}")).isTrue();
        assertThat(changed("{\"group_call_id\":5,\"has_participants\":false}")).isFalse();
        assertThat(changed("{\"group_call_id\":5,\"has_participants\":true}")).isTrue();
        assertThat(changed("{\"group_call_id\":6,\"has_participants\":false}")).isTrue();
        assertThat(changed("{\"group_call_id\":0}")).isFalse();
        assertThat(changed("{\"group_call_id\":6,\"has_participants\":false}")).isTrue();
    }

    private boolean changed(String videoChat) {
        return chats.changed(CHAT, JSON.readTree(videoChat));
    }

    private void answer(TdRequest request) {
        asked.add(request.type());
        JsonNode json = JSON.readTree(request.toString());
        String answer = switch (request.type()) {
            case "getChat" ->
                "{'type':{'@type':'chatTypeSupergroup','supergroup_id':7},'video_chat':{'group_call_id':%d}}"
                        .formatted(believed);
            case "getSupergroup" -> "{'usernames':{'active_usernames':%s}}".formatted(names);
            case "getInternalLinkType" -> {
                assertThat(json.path("link").asString()).isEqualTo("tg://resolve?domain=lounge&videochat");
                following = true;
                yield "{}";
            }
            case "searchPublicChat" -> {
                believed = following ? onServer : believed;
                yield "{}";
            }
            case "getSupergroupFullInfo" -> {
                onFullInfo.run();
                yield "{}";
            }
            default -> throw new AssertionError(request.type());
        };
        ObjectNode reply = (ObjectNode) JSON.readTree(answer.replace('\'', '"'));
        client.accept(reply.set("@extra", json.path("@extra")));
    }
}
