package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.chat.LanguageChanged;
import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.FinalRefusals;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.FailureLog;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The now-playing cards: one live card per chat. An older card loses its buttons when a newer one appears or its track
 * ends. {@link CardProgress} repairs what is missed here.
 */
@Component
public class Cards {
    /** A card with no more messages below it is still on the screen of a phone. */
    private static final int IN_SIGHT = 8;

    /** The cards that Telegram has and the store has not yet, by their chat. */
    private final ConcurrentHashMap<Long, Card> unnoted = new ConcurrentHashMap<>();

    private final CardStore store;
    private final ChatLocks locks;
    private final CardMessages messages;
    private final CardPen pen;
    private final Outbox outbox;
    private final StatusMessages statuses;
    private final Afterwards afterwards;
    private final FailureLog failures;

    Cards(
            CardStore store,
            ChatLocks locks,
            CardMessages messages,
            CardPen pen,
            Outbox outbox,
            StatusMessages statuses,
            Afterwards afterwards,
            FailureLog failures) {
        this.store = store;
        this.locks = locks;
        this.messages = messages;
        this.pen = pen;
        this.outbox = outbox;
        this.statuses = statuses;
        this.afterwards = afterwards;
        this.failures = failures;
    }

    /**
     * Shows the card of a track that started. It takes the message of the request if that still waits for an outcome,
     * else a new one. Doing it again changes nothing.
     *
     * @param requestId null when no message waits
     * @throws FailureException when Telegram refuses the card for good
     */
    public void started(@Nullable String requestId, PlayerView player) throws InterruptedException {
        QueueEntry current = player.current();
        if (current == null) {
            return;
        }
        long chatId = player.chat().id();
        Optional<Card> known = store.live(chatId);
        Optional<Card> shown =
                Optional.ofNullable(unnoted.get(chatId)).or(() -> known).filter(card -> card.shows(current));
        if (shown.isPresent()) {
            answer(requestId, shown.get());
            update(player);
            return;
        }
        known.ifPresent(messages::leaveBehind);
        Draft card = pen.first(player, current);
        String waiting = requestId != null && statuses.waits(requestId) ? requestId : null;
        Destination place = waiting == null ? statuses.placeOf(current, chatId) : statuses.placeOf(waiting, chatId);
        int messageId = Outbox.await(
                waiting == null
                        ? outbox.send(place, card, Terms.state())
                        : statuses.show(waiting, place, card, Terms.state()));
        takeOver(messageId, place, current, player);
    }

    /** Ends the wait of a request whose card was there before, because {@code /now} was faster. */
    private void answer(@Nullable String requestId, Card shown) throws InterruptedException {
        if (requestId != null && statuses.waits(requestId)) {
            Outbox.await(statuses.show(requestId, shown.chatId(), pen.moved(shown), Terms.state()));
        }
    }

    /**
     * Shows the card once more, as the newest message of the chat. Several people who ask while it waits get one.
     *
     * @param player as it is now. The card shows it as it is when the message leaves
     * @param place where it was asked for
     * @throws FailureException {@code player.nothing-playing}
     */
    public CompletableFuture<?> showAgain(PlayerView player, Destination place, Terms terms) {
        if (player.current() == null) {
            throw Failure.of(FailureCode.NOTHING_PLAYING, "idle").asException();
        }
        CardPen.Newest card = pen.newest(player);
        return outbox.send(place, card, terms.answering(null).askedBy(null))
                .thenAccept(messageId -> card.drawn()
                        .ifPresent(
                                drawn -> takeOver(messageId, place, Objects.requireNonNull(drawn.current()), drawn)));
    }

    private void takeOver(int messageId, Destination place, QueueEntry current, PlayerView player) {
        if (messageId != Outbox.DROPPED) {
            Card fresh = Card.of(messageId, place, current, player);
            unnoted.put(fresh.chatId(), fresh);
            afterwards.run("card of chat " + fresh.chatId(), () -> {
                locks.in(fresh.chatId(), () -> store.takeOver(fresh, messages::leaveBehind));
                unnoted.remove(fresh.chatId(), fresh);
                // Telegram took its time, in which there may have been news that found no card.
                update(pen.latest(player));
            });
        }
    }

    /**
     * Draws a change of the player. A player that moved on to another track gets its card when that one starts. The
     * number of tracks that wait and the song on air are decoration.
     */
    public void update(PlayerView player) {
        QueueEntry current = player.current();
        long chatId = player.chat().id();
        locks.in(
                chatId,
                () -> store.live(chatId)
                        .filter(card -> current != null && card.shows(current))
                        .filter(card -> !card.isAheadOf(player))
                        .filter(card -> store.replace(card, card.with(player)))
                        .filter(card -> !card.agreesWith(player))
                        .ifPresent(card -> {
                            if (card.differsInDetailOnly(player)) {
                                messages.decorate(card.with(player));
                            } else {
                                messages.redraw(card.with(player));
                            }
                        }));
    }

    /** Draws a chat's card as its player is now. What only moves on is drawn as far as there is room for it. */
    public void advance(PlayerView now) {
        store.live(now.chat().id())
                .filter(card -> now.current() != null && card.shows(now.current()))
                .ifPresent(card -> advance(card, now));
    }

    void advance(Card card, PlayerView now) {
        if (card.looksLike(now)) {
            return;
        }
        if (!card.agreesWith(now)) {
            update(now);
            return;
        }
        locks.in(card.chatId(), () -> {
            if (store.replace(card, card.with(now))) {
                messages.decorate(card.with(now));
            }
        });
    }

    /** Writes the card and its buttons in the language that a chat speaks now. */
    @EventListener
    void changed(LanguageChanged event) {
        redraw(event.chat());
    }

    /** Draws the card of a chat again, because the chat wants another look of it. */
    public void redraw(long chatId) {
        locks.in(chatId, () -> store.live(chatId).ifPresent(messages::redraw));
    }

    /** Shows that the call is in trouble. Everything else on the card stays. */
    public void reconnecting(long chatId, @Nullable Failure why) {
        store.live(chatId).map(card -> card.interrupted(why)).ifPresent(this::update);
    }

    /** Draws the card of a lost connection again, because more is known of it. */
    public void explain(long chatId) {
        locks.in(
                chatId,
                () -> store.live(chatId)
                        .filter(card -> isLost(card.player().call()))
                        .ifPresent(messages::redraw));
    }

    private static boolean isLost(@Nullable CallStatus call) {
        return call != null && call.phase() == CallStatus.Phase.RECONNECTING;
    }

    /**
     * Returns whether the card will show a change of the player, so that it needs no answer. The card must be near the
     * bottom of the same topic and will look different. Ask before the {@link #update}.
     *
     * @param place where an answer would stand
     * @param newest the newest message known in the chat
     */
    public boolean willShow(PlayerView after, Destination place, int newest) {
        return store.live(after.chat().id())
                .filter(card -> Objects.equals(card.thread(), place.thread()))
                .filter(card -> newest >= card.messageId() && newest - card.messageId() <= IN_SIGHT)
                .filter(card -> {
                    QueueEntry current = after.current();
                    return current == null || !card.shows(current) || !card.agreesWith(after);
                })
                .isPresent();
    }

    /**
     * Shows that a track ended. Doing it again changes nothing.
     *
     * @return whether the chat can read it on a card
     * @throws FailureException when it was not shown and another attempt helps
     */
    public boolean ended(PlayerEvent.TrackEnded event) throws InterruptedException {
        long chatId = event.chat().id();
        QueueEntry entry = event.entry();
        EndReason reason = event.reason();
        Optional<Card> card = store.find(chatId).filter(it -> it.shows(entry));
        boolean shown = card.isPresent()
                && finish(card.get(), reason == EndReason.STOPPED ? pen.stopped(card.get(), entry) : pen.ended(event));
        if (card.isPresent() && reason == EndReason.STOPPED) {
            messages.fade(card.get());
        }
        return shown;
    }

    /** Returns whether a message is the card of its chat. */
    public boolean isShownIn(long chatId, int messageId) {
        return store.live(chatId).filter(card -> card.messageId() == messageId).isPresent();
    }

    /** Returns whether there is a card, which means that music was heard. */
    public boolean isThere(long chatId) {
        return store.find(chatId).isPresent();
    }

    /** Leaves the card as a memory, without buttons: the music stopped without an end. */
    public void abandoned(long chatId) throws InterruptedException {
        Optional<Card> card = store.find(chatId);
        if (card.isPresent()) {
            finish(card.get(), pen.moved(card.get()));
        }
    }

    /**
     * Ends a card. From the first step on nothing draws it as live. {@link CardProgress} finishes what a crash or a
     * flood wait leaves undone.
     *
     * @return whether the chat can read it now
     */
    private boolean finish(Card card, Draft end) throws InterruptedException {
        long chatId = card.chatId();
        CompletableFuture<Integer> edited = locks.in(chatId, () -> {
            store.find(chatId)
                    .filter(it -> it.messageId() == card.messageId())
                    .ifPresent(it -> store.replace(it, it.ended()));
            return messages.end(card, end);
        });
        try {
            if (Outbox.await(edited) == Outbox.DROPPED) {
                return false;
            }
        } catch (FailureException e) {
            if (!FinalRefusals.include(e)) {
                throw e; // a cut-off end is shown by the next attempt of its event, at this gateway or the next
            }
            failures.report("card of chat " + chatId, e);
            messages.forget(card);
            return false;
        }
        messages.forget(card);
        return true;
    }

    /** Takes the card out of the way while the music plays on. */
    void close(Card card) {
        forget(card.chatId());
        messages.delete(card);
    }

    /** Forgets the card of a chat in which nothing can be said any more. */
    public void forget(long chatId) {
        locks.in(chatId, () -> store.removeAny(chatId));
    }
}
