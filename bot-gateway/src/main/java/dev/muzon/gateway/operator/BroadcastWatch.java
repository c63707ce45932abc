package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.update.Leadership;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The look at broadcasts that nobody sends any more. Only the replica that speaks for the bot takes them up. */
@Component
class BroadcastWatch {
    private final BroadcastSender sender;
    private final Leadership leadership;

    BroadcastWatch(BroadcastSender sender, Leadership leadership) {
        this.sender = sender;
        this.leadership = leadership;
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void look() {
        if (leadership.held()) {
            sender.resume();
        }
    }
}
