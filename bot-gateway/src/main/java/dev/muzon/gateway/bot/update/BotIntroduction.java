package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.LoopLog;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Publishes {@link BotStarted} once Telegram has said who the bot is. */
@Component
class BotIntroduction {
    private final BotAccount account;
    private final ApplicationEventPublisher events;
    private final FailureLog failures;
    private final Backoff backoff;
    private final AtomicBoolean begun = new AtomicBoolean();

    BotIntroduction(BotAccount account, ApplicationEventPublisher events, FailureLog failures, Backoff backoff) {
        this.account = account;
        this.events = events;
        this.failures = failures;
        this.backoff = backoff;
    }

    /** Tells that this replica leads, and returns at once. Only the first call of a process introduces the bot. */
    void begin(Leadership leadership) {
        events.publishEvent(new LeadershipBegan());
        if (begun.compareAndSet(false, true)) {
            Thread.ofVirtual().name("bot introduction").start(() -> {
                try {
                    introduce(leadership);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private void introduce(Leadership leadership) throws InterruptedException {
        var attempts = backoff.start(RandomGenerator.getDefault());
        var outage = new LoopLog(failures, "introducing the bot");
        try {
            while (leadership.held()) {
                try {
                    events.publishEvent(new BotStarted(account.identity()));
                    outage.succeeded();
                    return;
                } catch (Throwable e) { // the bot works without its menu and its greeting to the operators
                    Thread.sleep(attempts.failed(outage.failed(e)));
                }
            }
            begun.set(false);
        } finally {
            outage.ended();
        }
    }
}
