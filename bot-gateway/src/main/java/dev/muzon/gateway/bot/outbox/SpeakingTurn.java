package dev.muzon.gateway.bot.outbox;

import dev.muzon.coordination.queue.Doorbell;
import org.springframework.stereotype.Component;

/**
 * The handover from the replica that speaks to the next one. Two never speak at the same time, and Telegram's limits
 * hold for both together.
 */
@Component
public class SpeakingTurn {
    private final Outbox outbox;
    private final SpokenLately spoken;
    private final Doorbell doorbell;

    SpeakingTurn(Outbox outbox, SpokenLately spoken, Doorbell doorbell) {
        this.outbox = outbox;
        this.spoken = spoken;
        this.doorbell = doorbell;
    }

    /**
     * Lets this replica speak.
     *
     * @param queues the queues whose jobs have waited for a replica that speaks
     */
    public void begin(String... queues) {
        outbox.takeOver(spoken.read());
        for (String queue : queues) {
            doorbell.ring(queue);
        }
    }

    /** Silences this replica. When this returns it has sent its last message, and the next one may speak. */
    public void end() throws InterruptedException {
        spoken.leave(outbox.handOver());
    }
}
