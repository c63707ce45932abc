package dev.muzon.gateway.bot.outbox;

import dev.muzon.coordination.queue.Doorbell;
import org.springframework.stereotype.Component;

/** The change of the replica that speaks: at no time do two of them, and Telegram's limits hold for both together. */
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
     * @param queues whose jobs have waited for a replica that does
     */
    public void begin(String... queues) {
        outbox.takeOver(spoken.read());
        for (String queue : queues) {
            doorbell.ring(queue);
        }
    }

    /** Lets this replica fall silent. When this returns it has said its last word, and the next one may speak. */
    public void end() throws InterruptedException {
        spoken.leave(outbox.handOver());
    }
}
