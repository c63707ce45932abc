package dev.muzon.gateway.card;

import dev.muzon.gateway.polling.Leadership;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Moves the progress bars on. Every 12 s per chat is a quarter of what Telegram allows in a group, so answers keep
 * their room. Only the polling leader does it: two replicas would draw everything twice.
 */
@Component
class CardTicker {
    private final CardStore store;
    private final Cards cards;
    private final Leadership leadership;

    CardTicker(CardStore store, Cards cards, Leadership leadership) {
        this.store = store;
        this.cards = cards;
        this.leadership = leadership;
    }

    @Scheduled(fixedDelay = 12_000, initialDelay = 12_000)
    void tick() {
        if (leadership.held()) {
            store.all().forEach(card -> cards.tick(card.chatId()));
        }
    }
}
