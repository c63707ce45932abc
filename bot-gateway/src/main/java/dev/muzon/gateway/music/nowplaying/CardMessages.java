package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The messages that show cards. A card whose message is gone is forgotten. */
@Component
class CardMessages {
    /** A change that Telegram does not take within this time is drawn by the next tick. */
    private static final Terms REDRAW = Terms.state().usefulFor(Duration.ofSeconds(30));

    private static final Terms END = Terms.state().usefulFor(Duration.ofSeconds(10));

    /** The time in which voice-call-service can take a stop back. */
    private static final Duration UNDO = Duration.ofMinutes(2);

    /** Before what may be left out, which a busy chat never hears, and after all news. */
    private static final Terms FADE = Terms.announcement();

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
        watch(card, outbox.edit(card.chatId(), card.messageId(), pen.moved(card), REDRAW));
    }

    /** Takes the buttons of a card whose track is over, and forgets it then. */
    void retire(Card card) {
        watch(
                card,
                outbox.edit(card.chatId(), card.messageId(), pen.moved(card), Terms.decoration(null))
                        .thenApply(messageId -> {
                            if (messageId != Outbox.DROPPED) {
                                forget(card);
                            }
                            return messageId;
                        }));
    }

    /** Deletes a card. Messages older than two days cannot be deleted, but changed. */
    void delete(Card card) {
        long chatId = card.chatId();
        watch(
                card,
                outbox.delete(chatId, card.messageId())
                        .exceptionallyCompose(
                                _ -> outbox.edit(chatId, card.messageId(), pen.closed(chatId), Terms.state())));
    }

    /** Shows the end of a card's track. */
    CompletableFuture<Integer> end(Card card, Draft end) {
        return outbox.edit(card.chatId(), card.messageId(), end, END);
    }

    /** Takes the offer of {@code /undo} from the card of a stopped track once it is void: taken, or too late. */
    void fade(Card card) {
        pen.onceBack(card, () -> withdraw(card));
        later.run(UNDO, () -> withdraw(card));
    }

    private void withdraw(Card card) {
        watch(
                card,
                outbox.edit(card.chatId(), card.messageId(), pen.stoppedForGood(card.chatId(), card.current()), FADE));
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
