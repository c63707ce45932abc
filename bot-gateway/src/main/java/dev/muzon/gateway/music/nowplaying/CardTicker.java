package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.update.Leadership;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The clock of the progress bars. Only the polling leader runs it: two replicas would draw everything twice. Each card
 * is drawn by itself, because a player that does not answer must not hold up the others.
 *
 * <p>A chat gets an edit every 12 s at most. With many chats it takes turns, so that progress never needs more than a
 * third of what Telegram allows for all chats together.
 */
@Component
class CardTicker {
    /** A third of 30 a second, for 12 s. */
    static final int CARDS_PER_ROUND = 120;

    private final CardStore store;
    private final CardProgress progress;
    private final Leadership leadership;
    private final FailureLog failures;
    private int next;

    CardTicker(CardStore store, CardProgress progress, Leadership leadership, FailureLog failures) {
        this.store = store;
        this.progress = progress;
        this.leadership = leadership;
        this.failures = failures;
    }

    @Scheduled(fixedDelay = 12_000, initialDelay = 12_000)
    void tick() {
        if (leadership.held()) {
            aside("cards", () -> round(store.all()).forEach(this::tick));
        }
    }

    /** Takes the cards in turns. */
    synchronized List<Card> round(List<Card> all) {
        if (all.size() <= CARDS_PER_ROUND) {
            return all;
        }
        int from = next % all.size();
        int to = Math.min(from + CARDS_PER_ROUND, all.size());
        next = to;
        return all.subList(from, to);
    }

    private void tick(Card card) {
        aside("card of chat " + card.chatId(), () -> {
            try (var _ = LogContext.ofChat(card.chatId())) {
                progress.tick(card.chatId());
            }
        });
    }

    private void aside(String activity, Runnable action) {
        Thread.startVirtualThread(() -> {
            try {
                action.run();
            } catch (Throwable e) {
                failures.report(activity, e);
            }
        });
    }
}
