package dev.muzon.gateway.music.nowplaying;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.update.LeadershipBegan;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The regular look at a card. It moves the progress bar and repairs what lost news left wrong. */
@Component
class CardProgress {
    /** Longer than a lost packet, shorter than people believe in a card that stands. */
    private static final Duration ABSENCE = Duration.ofSeconds(5);

    /** Time after which a card that is still there is retired again. */
    private static final Duration RETIRED = Duration.ofMinutes(10);

    private record Shown(long chat, int message) {}

    /** The moments from which on players have not answered, by chat. */
    private final ConcurrentHashMap<Long, Instant> absent = new ConcurrentHashMap<>();

    /** Messages whose track the player no longer plays, by chat. Seen once, the news may still be on its way. */
    private final ConcurrentHashMap<Long, Integer> doubtful = new ConcurrentHashMap<>();

    /** Cards whose end is on its way. */
    private final Cache<Shown, Boolean> retired =
            Caffeine.newBuilder().expireAfterWrite(RETIRED).maximumSize(10_000).build();

    private final CardStore store;
    private final Cards cards;
    private final CardMessages messages;
    private final PlayerClient player;
    private final MonotonicClock time;
    private final FailureLog failures;

    CardProgress(
            CardStore store,
            Cards cards,
            CardMessages messages,
            PlayerClient player,
            MonotonicClock time,
            FailureLog failures) {
        this.store = store;
        this.cards = cards;
        this.messages = messages;
        this.player = player;
        this.time = time;
        this.failures = failures;
    }

    /**
     * Draws a chat's card as its player says it is now, as far as there is room. The progress of a player that does not
     * answer stands still.
     */
    void tick(long chatId) {
        Optional<Card> found = store.find(chatId);
        if (found.isEmpty()) {
            return;
        }
        Card card = found.get();
        if (card.over()) {
            retire(card);
            return;
        }
        PlayerView now = ask(chatId);
        if (now != null) {
            QueueEntry current = now.current();
            if (current == null || !card.shows(current)) {
                doubt(card);
            } else {
                doubtful.remove(chatId);
                cards.advance(card, now);
            }
        }
    }

    /**
     * Looks whether the player of a card that plays is there. A player that does not answer for some seconds counts as
     * restarting, once, and its card goes on as soon as it is back.
     */
    void look(long chatId) {
        boolean away = isAbsent(chatId);
        PlayerView now = ask(chatId);
        if (now != null && away) {
            cards.update(now);
        }
    }

    /** Returns whether the player of a chat did not answer when it was asked last. */
    boolean isAbsent(long chatId) {
        return absent.containsKey(chatId);
    }

    /** Asks the player how it is. Null while it does not answer. */
    private @Nullable PlayerView ask(long chatId) {
        try {
            PlayerView now = player.view(new PlayerId(chatId));
            absent.remove(chatId);
            return now;
        } catch (FailureException e) {
            Instant now = time.instant();
            Instant since = Objects.requireNonNullElse(absent.putIfAbsent(chatId, now), now);
            // Asking took its time, in which there may have been news.
            if (!now.isBefore(since.plus(ABSENCE))
                    && store.live(chatId).filter(Card::playing).isPresent()) {
                failures.report("Card of chat " + chatId, e);
                cards.reconnecting(chatId, e.failure());
            }
            return null;
        }
    }

    /** Retires a card that was wrong twice in a row: the news of its end is lost. */
    private void doubt(Card card) {
        Integer before = doubtful.put(card.chatId(), card.messageId());
        if (before != null && before == card.messageId()) {
            doubtful.remove(card.chatId());
            retire(card);
        }
    }

    /** Retires a card once in a while. A chat that Telegram makes wait would collect what follows each attempt. */
    private void retire(Card card) {
        if (retired.asMap().putIfAbsent(new Shown(card.chatId(), card.messageId()), true) == null) {
            messages.retire(card);
        }
    }

    /** Forgets the attempts that ended with the former leadership. */
    @EventListener
    void began(LeadershipBegan event) {
        retired.invalidateAll();
    }
}
