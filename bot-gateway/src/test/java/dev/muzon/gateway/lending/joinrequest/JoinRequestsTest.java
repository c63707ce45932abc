package dev.muzon.gateway.lending.joinrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.support.FakeAssistantService;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.telegram.Destination;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests to be let into a chat whose admins approve members. */
class JoinRequestsTest extends GatewayTest {
    private static final String NO_RIGHT = "Bad Request: not enough rights to manage join requests in the chat";

    @Autowired
    private StatusMessages statuses;

    @Test
    void letsTheSuitesOwnAssistantInAndLeavesStrangersAlone() {
        asks(STRANGER);
        asks(FakeAssistantService.ASSISTANT);
        await().untilAsserted(() -> assertThat(approvals()).hasSize(1));
        assertThat(approvals().getFirst().body().path("user_id").asLong()).isEqualTo(FakeAssistantService.ASSISTANT);
        assertThat(sent()).isEmpty();
    }

    @Test
    void namesTheMissingRightOnceForSeveralRequests() {
        for (int i = 0; i < 2; i++) {
            telegram.refuseNext("approveChatJoinRequest", 400, NO_RIGHT);
            asks(FakeAssistantService.ASSISTANT);
        }
        await().untilAsserted(() -> assertThat(approvals()).hasSize(2));
        say("en", "/ping");
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent())
                .extracting(FakeBotApi.Call::text)
                .anySatisfy(text -> assertThat(text)
                        .contains("@muzon_assistant asks to join this group", "<b>Invite users via link</b>"))
                .anySatisfy(text -> assertThat(text).startsWith("🏓"));
    }

    @Test
    void aRequestThatAnotherAdminAnsweredIsASuccess() {
        telegram.refuseNext("approveChatJoinRequest", 400, "Bad Request: USER_ALREADY_PARTICIPANT");
        asks(FakeAssistantService.ASSISTANT);
        await().untilAsserted(() -> assertThat(approvals()).hasSize(1));
        say("en", "/ping");
        assertThat(reply()).startsWith("🏓");
        assertThat(sent()).hasSize(1);
    }

    // A closed General topic refused the message, and for an hour nobody was told.
    @Test
    void aRightThatCouldNotBeNamedIsNamedAtTheNextRequest() {
        telegram.in(chat).refuseNext("sendMessage", 400, "Bad Request: TOPIC_CLOSED");
        telegram.refuseNext("approveChatJoinRequest", 400, NO_RIGHT);
        asks(FakeAssistantService.ASSISTANT);
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));

        await().untilAsserted(() -> {
            telegram.refuseNext("approveChatJoinRequest", 400, NO_RIGHT);
            asks(FakeAssistantService.ASSISTANT);
            assertThat(sent()).hasSizeGreaterThan(1);
        });
        assertThat(sent().getLast().text()).contains("<b>Invite users via link</b>");
    }

    @Test
    void aMissingRightIsNamedWhereTheMusicWasAskedFor() {
        statuses.open("tg:join:" + chat, new Destination(chat, 77), 12);
        telegram.refuseNext("approveChatJoinRequest", 400, NO_RIGHT);
        asks(FakeAssistantService.ASSISTANT);
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().body().path("message_thread_id").asInt()).isEqualTo(77);
    }

    private void asks(long userId) {
        telegram.update("chat_join_request", """
                {"chat": {"id": %d, "type": "supergroup", "title": "Jazz"},
                 "from": {"id": %d, "is_bot": false, "first_name": "Somebody"},
                 "user_chat_id": %d, "date": 1764172800}""".formatted(chat, userId, userId));
    }

    private List<FakeBotApi.Call> approvals() {
        return calls("approvechatjoinrequest");
    }
}
