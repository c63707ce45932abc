package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The regular look at a card. It moves the progress bar and repairs what lost news left wrong. */
@Component
class CardProgress {
    /** Longer than a player needs to come back after a crash, shorter than people believe in a card that stands. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Messages whose track the player no longer plays, by chat. Seen once, the news may still be on its way. */
    private final ConcurrentHashMap<Long, Integer> doubtful = new ConcurrentHashMap<>();

    private final CardStore store;
    private final ChatLocks locks;
    private final Cards cards;
    private final CardMessages messages;
    private final PlayerClient player;
    private final Clock clock;
    private final FailureLog failures;

    CardProgress(
            CardStore store,
            ChatLocks locks,
            Cards cards,
            CardMessages messages,
            PlayerClient player,
            Clock clock,
            FailureLog failures) {
        this.store = store;
        this.locks = locks;
        this.cards = cards;
        this.messages = messages;
        this.player = player;
        this.clock = clock;
        this.failures = failures;
    }

    /**
     * Draws a chat's card as its player says it is now, as far as there is room. The progress of a player that does not
     * answer stands still. After a while its connection counts as lost.
     */
    void tick(long chatId) {
        Optional<Card> found = store.find(chatId);
        if (found.isEmpty()) {
            return;
        }
        Card card = found.get();
        if (card.over()) {
            messages.retire(card);
            return;
        }
        try {
            PlayerView now = player.view(new PlayerId(chatId));
            QueueEntry current = now.current();
            if (current == null || !card.shows(current)) {
                doubt(card);
            } else {
                doubtful.remove(chatId);
                advance(card, now);
            }
        } catch (FailureException e) {
            // Asking took its time, in which there may have been news.
            if (store.live(chatId).filter(this::silent).isPresent()) {
                failures.report("card of chat " + chatId, e);
                cards.reconnecting(chatId, e.failure());
            }
        }
    }

    /** Retires a card that was wrong twice in a row: the news of its end is lost. */
    private void doubt(Card card) {
        Integer before = doubtful.put(card.chatId(), card.messageId());
        if (before != null && before == card.messageId()) {
            doubtful.remove(card.chatId());
            messages.retire(card);
        }
    }

    private void advance(Card card, PlayerView now) {
        if (card.looksLike(now)) {
            return;
        }
        if (!card.agreesWith(now)) {
            cards.update(now);
            return;
        }
        locks.in(card.chatId(), () -> {
            if (store.replace(card, card.with(now))) {
                messages.decorate(card.with(now));
            }
        });
    }

    private boolean silent(Card card) {
        return card.playing() && !clock.instant().isBefore(card.player().at().plus(SILENCE));
    }
}
