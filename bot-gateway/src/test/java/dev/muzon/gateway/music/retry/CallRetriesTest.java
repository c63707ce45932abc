package dev.muzon.gateway.music.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.support.FakeAssistantService;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** News of Telegram after which a call in trouble is tried again at once. */
class CallRetriesTest extends GatewayTest {
    @Autowired
    private JobQueue jobs;

    @Autowired
    private KnownPlayers known;

    @Test
    void aVoiceChatWasStarted() {
        var message = telegram.message(chat, requester, "en", "");
        message.putObject("video_chat_started");

        int update = telegram.update("message", message.toString());

        assertThat(retry().id()).isEqualTo("retry:" + chat + ":" + update);
    }

    // "I'm paused: /resume goes on" stood there for good, while the music played.
    @Test
    void theReminderOfAPauseIsTakenBackOnceThePauseIsOver() {
        player.shows(Players.revised(7, Players.in(PlayerState.PAUSED, playing(5))));
        var message = telegram.message(chat, requester, "en", "");
        message.putObject("video_chat_started");
        telegram.update("message", message.toString());
        assertThat(reply()).startsWith("⏸ I'm paused");
        assertThat(calls("deletemessage")).isEmpty();
        known.saw(Players.revised(8, playing(5)));
        await().untilAsserted(() -> assertThat(calls("deletemessage")).hasSize(1));
    }

    @Test
    void aPausedPlayerWasSilentInANewVoiceChat() {
        player.shows(Players.in(PlayerState.PAUSED, playing(5)));
        var message = telegram.message(chat, requester, "en", "");
        message.putObject("video_chat_started");
        telegram.update("message", message.toString());
        assertThat(reply()).isEqualTo("⏸ I'm paused: /resume goes on.");
    }

    @Test
    void aPlayerWhoseTracksFailedWasSilentInANewVoiceChat() {
        Failure failed =
                Failure.of(FailureCode.TRACKS_FAILED, "three failed", Map.of("count", FailureArgument.count(2)));
        var left = new CallStatus(CallStatus.Phase.LEFT, failed);
        player.shows(Players.withCall(left, Players.in(PlayerState.PAUSED, playing(5))));
        var message = telegram.message(chat, requester, "en", "");
        message.putObject("video_chat_started");
        telegram.update("message", message.toString());
        assertThat(reply())
                .isEqualTo("⏹ Three tracks in a row went wrong, so I stopped. Your other 2 tracks are safe. "
                        + "/resume goes on with the next one.");
    }

    @Test
    void theBotWasGivenRights() {
        changed("my_chat_member", FakeBotApi.BOT, "administrator");

        assertThat(retry().payload()).contains("\"type\":\"call.retry\"", "\"id\":" + chat);
    }

    @Test
    void anAssistantWasUnbannedWhereItsBanWasNoNewsAndAStrangersComingNeither() {
        changed("chat_member", FakeAssistantService.ASSISTANT, "kicked");
        changed("chat_member", STRANGER, "member");
        int update = changed("chat_member", FakeAssistantService.ASSISTANT, "left");

        assertThat(retry().id()).isEqualTo("retry:" + chat + ":" + update);
    }

    @Test
    void anAssistantThatWasBannedIsKnownToBeUntilTheBanIsLifted() {
        changed("chat_member", FakeAssistantService.ASSISTANT, "kicked");
        await().until(() -> whatRemovalWas() == FailureCode.ASSISTANT_BANNED);

        changed("chat_member", FakeAssistantService.ASSISTANT, "left");
        await().until(() -> whatRemovalWas() == FailureCode.ASSISTANT_REMOVED);
    }

    @Test
    void theMessageThatAnAssistantIsGoneLeavesItsBanAlone() {
        changed("chat_member", FakeAssistantService.ASSISTANT, "kicked");
        await().until(() -> whatRemovalWas() == FailureCode.ASSISTANT_BANNED);

        var gone = telegram.message(chat, requester, "en", "");
        gone.putObject("left_chat_member").put("id", FakeAssistantService.ASSISTANT);
        telegram.update("message", gone.toString());
        say("en", "/ping"); // behind it in the same lane
        reply();
        assertThat(whatRemovalWas()).isEqualTo(FailureCode.ASSISTANT_BANNED);
    }

    private FailureCode whatRemovalWas() {
        Failure removed = Failure.of(
                FailureCode.ASSISTANT_REMOVED,
                "removed",
                Map.of("assistant", FailureArgument.text("@muzon_assistant")));
        return known.corrected(new PlayerId(chat), removed).code();
    }

    private int changed(String kind, long user, String status) {
        return telegram.update(kind, """
                {"chat": {"id": %d, "type": "supergroup", "title": "Jazz"}, "date": 1700000000,
                 "from": {"id": 9, "is_bot": false, "first_name": "Admin"},
                 "old_chat_member": {"status": "member", "user": {"id": %d, "is_bot": false, "first_name": "X"}},
                 "new_chat_member": {"status": "%s", "user": {"id": %d, "is_bot": false, "first_name": "X"}}}
                """.formatted(chat, user, status, user));
    }

    private ClaimedJob retry() {
        return await().until(
                        () -> jobs.claim(Queues.PLAYER, "test", Duration.ofMinutes(1))
                                .filter(job -> job.payload().contains("\"id\":" + chat)),
                        Optional::isPresent)
                .orElseThrow();
    }
}
