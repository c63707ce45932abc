package dev.muzon.gateway.music.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.runtime.jobs.JobConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** News of the music. */
class PlayerEventsTest extends GatewayTest {
    @Autowired
    private JobConsumer<PlayerEvent> events;

    @Autowired
    private StatusMessages statuses;

    @Test
    void anEventThatIsHandledAgainSaysNothingTwice() throws InterruptedException {
        var claim = new JobConsumer.Claim("again:" + chat, 2);
        var started = new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(5));
        var failed = new PlayerEvent.TrackEnded(
                ChatRef.of(chat), 6, Players.entry("e2", "Etude", 1), EndReason.FAILED, null);
        var left = new PlayerEvent.CallChanged(
                ChatRef.of(chat),
                PlayerEvent.CallChanged.CallState.LEFT,
                Failure.of(FailureCode.NO_VOICE_CHAT, "none"));
        for (int i = 0; i < 2; i++) {
            events.handle(started, claim);
            events.handle(failed, new JobConsumer.Claim("failed:" + chat, 1));
        }
        assertThat(sent()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            events.handle(left, new JobConsumer.Claim("left:" + chat, 1));
        }
        assertThat(sent()).hasSize(3);
        assertThat(sent().getLast().text()).contains("there is no voice chat", "/resume");
    }

    @Test
    void aChatThatTakesNoMessagesIsTriedOncePerEventAndGetsTheNextCardWhenItTakesThemAgain() {
        telegram.refuseNext("sendMessage", 400, "Bad Request: CHAT_RESTRICTED");
        publisher.publish("first:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(5)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(hasCard()).isFalse();

        publisher.publish("second:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(6)));
        await().until(this::hasCard);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void aRequestWhoseSearchingMessageWasRefusedIsToldOfOnceAndNotRetriedAgainstItself() {
        telegram.refuseNext("sendMessage", 400, "Bad Request: not enough rights to send text messages to the chat");
        int update = say("en", "/play x");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));

        publisher.publish(
                "started:" + chat, new PlayerEvent.TrackStarted(requestId(update), ChatRef.of(chat), playing(5)));
        await().until(this::hasCard);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void theMusicsNewsGoesToTheTopicOfTheLatestRequest() {
        statuses.open("tg:topic:" + chat, new Destination(chat, 77), 12);
        publisher.publish("card:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(5)));
        await().until(this::hasCard);
        publisher.publish("end:" + chat, new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent())
                .extracting(call -> call.body().path("message_thread_id").asInt())
                .containsExactly(77, 77);
    }

    @Test
    void aLostCallTakesOverNobodysMessage() {
        say("en", "/play x");
        reply();
        publisher.publish(
                "lost:" + chat,
                new PlayerEvent.CallChanged(
                        ChatRef.of(chat),
                        PlayerEvent.CallChanged.CallState.LEFT,
                        Failure.of(FailureCode.NO_VOICE_CHAT, "none")));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(edits()).isEmpty();
    }
}
