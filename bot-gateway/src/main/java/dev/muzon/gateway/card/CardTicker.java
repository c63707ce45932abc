package dev.muzon.gateway.card;

import dev.muzon.gateway.bot.update.Leadership;
import dev.muzon.resilience.FailureLog;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Moves the progress bars on. Every 12 s per chat is a quarter of what Telegram allows in a group, so answers keep
 * their room. Only the polling leader does it: two replicas would draw everything twice. Each card is drawn by itself,
 * because a player that does not answer must not hold up the others.
 */
@Component
class CardTicker {
    private final CardStore store;
    private final Cards cards;
    private final Leadership leadership;
    private final FailureLog failures;

    CardTicker(CardStore store, Cards cards, Leadership leadership, FailureLog failures) {
        this.store = store;
        this.cards = cards;
        this.leadership = leadership;
        this.failures = failures;
    }

    @Scheduled(fixedDelay = 12_000, initialDelay = 12_000)
    void tick() {
        if (leadership.held()) {
            aside("cards", () -> store.all().forEach(this::tick));
        }
    }

    private void tick(Card card) {
        aside("card of chat " + card.chatId(), () -> cards.tick(card.chatId()));
    }

    private void aside(String activity, Runnable action) {
        Thread.startVirtualThread(() -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                failures.report(activity, e);
            }
        });
    }
}
