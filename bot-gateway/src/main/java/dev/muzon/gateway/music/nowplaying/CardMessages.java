package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** The messages that show cards. A card whose message is gone is forgotten. */
@Component
class CardMessages {
    /** A change that Telegram does not take within this time is drawn by the next tick. */
    private static final Terms REDRAW = Terms.upkeep().usefulFor(Duration.ofSeconds(30));

    /** An end is news, which a card that waits for answers would deny. */
    private static final Terms END = Terms.state().usefulFor(Duration.ofSeconds(10));

    /** The time in which voice-call-service can take a stop back. */
    private static final Duration UNDO = Duration.ofMinutes(2);

    /** Before what may be left out, which a busy chat never hears, and after all answers. */
    private static final Terms HOWEVER_LATE = Terms.upkeep();

    /** Cards whose end is on its way. Nothing else is drawn on them. */
    private final Set<Message> ending = ConcurrentHashMap.newKeySet();

    private final CardStore store;
    private final ChatLocks locks;
    private final CardPen pen;
    private final Outbox outbox;
    private final Later later;
    private final FailureLog failures;

    CardMessages(CardStore store, ChatLocks locks, CardPen pen, Outbox outbox, Later later, FailureLog failures) {
        this.store = store;
        this.locks = locks;
        this.pen = pen;
        this.outbox = outbox;
        this.later = later;
        this.failures = failures;
    }

    /** The message of a card. */
    private record Message(long chatId, int messageId) {
        static Message of(Card card) {
            return new Message(card.chatId(), card.messageId());
        }
    }

    /** Draws a card again after a change that people wait for. */
    void redraw(Card card) {
        draw(card, REDRAW);
    }

    /** Draws a card again if there is room for it. */
    void decorate(Card card) {
        draw(card, Terms.decoration(null));
    }

    private void draw(Card card, Terms terms) {
        watch(card, outbox.edit(card.chatId(), card.messageId(), pen.live(card.player(), card.current()), terms));
    }

    /** Takes the buttons of a card whose place a newer one takes. */
    void leaveBehind(Card card) {
        if (!ending.contains(Message.of(card))) {
            watch(card, outbox.edit(card.chatId(), card.messageId(), pen.moved(card), HOWEVER_LATE));
        }
    }

    /** Takes the buttons of a card whose track is over, and forgets it then. */
    void retire(Card card) {
        if (!ending.contains(Message.of(card))) {
            CompletableFuture<Integer> _ = finish(card, pen.moved(card));
        }
    }

    /** Shows the end of a card, however late, and forgets it then. */
    private CompletableFuture<Integer> finish(Card card, Draft end) {
        CompletableFuture<Integer> shown = outbox.edit(card.chatId(), card.messageId(), end, Terms.state())
                .thenApply(messageId -> {
                    if (messageId != Outbox.DROPPED) {
                        forget(card);
                    }
                    return messageId;
                });
        watch(card, shown);
        return shown;
    }

    /** Deletes a card. Messages older than two days cannot be deleted, but changed. */
    void delete(Card card) {
        long chatId = card.chatId();
        watch(
                card,
                outbox.delete(chatId, card.messageId())
                        .exceptionallyCompose(
                                _ -> outbox.edit(chatId, card.messageId(), pen.closed(chatId), HOWEVER_LATE)));
    }

    /**
     * Shows the end of a card's track. What Telegram does not take in time is shown later all the same: nobody wants the
     * buttons of a track that is over.
     *
     * @return {@link Outbox#DROPPED} when people do not see it in time
     */
    CompletableFuture<Integer> end(Card card, Draft end) {
        ending.add(Message.of(card));
        CompletableFuture<Integer> inTime = outbox.edit(card.chatId(), card.messageId(), end, END);
        CompletableFuture<Integer> _ = inTime.thenCompose(shown -> shown == Outbox.DROPPED ? finish(card, end) : inTime)
                .whenComplete((_, _) -> ending.remove(Message.of(card)));
        return inTime;
    }

    /** Takes the offer of {@code /undo} from the card of a stopped track once it is void: taken, or too late. */
    void fade(Card card) {
        var taken = new AtomicBoolean();
        pen.onceBack(card, () -> {
            taken.set(true);
            withdraw(card, pen.takenBack(card.chatId(), card.current()));
        });
        later.run(UNDO, () -> {
            if (!taken.get()) {
                withdraw(card, pen.stoppedForGood(card.chatId(), card.current()));
            }
        });
    }

    private void withdraw(Card card, Draft end) {
        watch(card, outbox.edit(card.chatId(), card.messageId(), end, HOWEVER_LATE));
    }

    /** Forgets a card unless its chat has another one by now. */
    void forget(Card card) {
        locks.in(
                card.chatId(),
                () -> store.find(card.chatId())
                        .filter(it -> it.messageId() == card.messageId())
                        .ifPresent(store::remove));
    }

    /** Reports a refusal instead of throwing it, because the other news of the music must go on. */
    private void watch(Card card, CompletableFuture<Integer> sent) {
        CompletableFuture<Integer> _ = sent.exceptionally(thrown -> {
            failures.report("card of chat " + card.chatId(), thrown);
            if (CardPen.isGone(thrown)) {
                forget(card);
            }
            return Outbox.DROPPED;
        });
    }
}
