package dev.muzon.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.WholeGateway;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.runtime.jobs.JobConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** News of the music. */
class PlayerEventsTest extends WholeGateway {
    @Autowired
    private JobConsumer<PlayerEvent> events;

    @Test
    void anEventThatIsHandledAgainSaysNothingTwice() throws InterruptedException {
        var claim = new JobConsumer.Claim("again:" + chat, 2);
        var started = new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(5));
        var failed = new PlayerEvent.TrackEnded(
                ChatRef.of(chat), 6, Players.entry("e2", "Etude", 1), EndReason.FAILED, null);
        var left = new PlayerEvent.CallChanged(
                ChatRef.of(chat),
                PlayerEvent.CallChanged.CallState.LEFT,
                Failure.user(FailureCode.NO_VOICE_CHAT, "none"));
        for (int i = 0; i < 2; i++) {
            events.handle(started, claim);
            events.handle(failed, new JobConsumer.Claim("failed:" + chat, 1));
        }
        assertThat(sent()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            events.handle(left, new JobConsumer.Claim("left:" + chat, 1));
        }
        assertThat(sent()).hasSize(3);
        assertThat(sent().getLast().text()).contains("no voice chat here", "/resume");
    }
}
