package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.update.Leadership;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.WorkContext;
import java.util.List;
import java.util.function.LongConsumer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The clock of the progress bars. Only the polling leader runs it: two replicas would draw everything twice. Each card
 * is drawn by itself, because a player that does not answer must not hold up the others.
 *
 * <p>A chat gets an edit every 12 s at most. With many chats it takes turns, so that progress never needs more than a
 * third of what Telegram allows for all chats together. Whether players are there is looked at more often: a few stand
 * for all, because those of one instance are away together. Once one is, all are looked at.
 */
@Component
class CardTicker {
    /** A third of 30 a second, for 12 s. */
    static final int CARDS_PER_ROUND = 120;

    /** Cards whose players stand for all while nobody is away. */
    static final int PROBES = 4;

    /** As many questions a second as the progress bars ask. */
    static final int CARDS_PER_LOOK = 25;

    private final CardStore store;
    private final CardProgress progress;
    private final Leadership leadership;
    private final FailureLog failures;
    private int next;
    private int nextLook;

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

    @Scheduled(fixedDelay = 2_500, initialDelay = 2_500)
    void look() {
        if (leadership.held()) {
            aside("cards", () -> looks(store.all()).forEach(card -> aside(card, progress::look)));
        }
    }

    /** Takes the cards in turns. */
    synchronized List<Card> round(List<Card> all) {
        int from = all.size() <= CARDS_PER_ROUND ? 0 : next % all.size();
        int to = Math.min(from + CARDS_PER_ROUND, all.size());
        next = to;
        return all.subList(from, to);
    }

    /** Takes the cards that are still about a track in turns. */
    synchronized List<Card> looks(List<Card> all) {
        List<Card> live = all.stream().filter(card -> !card.over()).toList();
        boolean away = live.stream().anyMatch(card -> progress.isAbsent(card.chatId()));
        int most = away ? CARDS_PER_LOOK : PROBES;
        int from = live.size() <= most ? 0 : nextLook % live.size();
        int to = Math.min(from + most, live.size());
        nextLook = to;
        return live.subList(from, to);
    }

    private void tick(Card card) {
        aside(card, progress::tick);
    }

    private void aside(Card card, LongConsumer action) {
        aside("card of chat " + card.chatId(), () -> {
            try (var _ = LogContext.ofChat(card.chatId())) {
                action.accept(card.chatId());
            }
        });
    }

    private void aside(String activity, Runnable action) {
        WorkContext.aside(() -> {
            try {
                action.run();
            } catch (Throwable e) {
                failures.report(activity, e);
            }
        });
    }
}
