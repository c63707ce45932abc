package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The now-playing cards: one live card per chat. An older card loses its buttons when a newer one appears or its track
 * ends. Whatever is missed, the next {@link #tick} makes good.
 */
@Component
public class Cards {
    /** Longer than a player needs to come back after a crash, shorter than anybody believes in a card that stands. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** A change that Telegram does not take within this time is drawn by the next {@link #tick}. */
    private static final Duration REDRAW_USEFUL = Duration.ofSeconds(30);

    private static final Duration END_USEFUL = Duration.ofSeconds(10);

    private static final Terms REDRAW = Terms.state().usefulFor(REDRAW_USEFUL);

    /** A card with no more messages below it is still on the screen of a phone. */
    private static final int IN_SIGHT = 8;

    private final ChatLocks locks = new ChatLocks();
    /** Messages whose track the player no longer plays, by chat: seen once, the news may still be on its way. */
    private final ConcurrentHashMap<Long, Integer> doubtful = new ConcurrentHashMap<>();

    private final CardStore store;
    private final CardPen pen;
    private final Outbox outbox;
    private final StatusMessages statuses;
    private final PlayerClient player;
    private final Clock clock;
    private final FailureLog failures;

    Cards(
            CardStore store,
            CardPen pen,
            Outbox outbox,
            StatusMessages statuses,
            PlayerClient player,
            Clock clock,
            FailureLog failures) {
        this.store = store;
        this.pen = pen;
        this.outbox = outbox;
        this.statuses = statuses;
        this.player = player;
        this.clock = clock;
        this.failures = failures;
    }

    /**
     * Shows the card of a track that started: in the message of its request when that still waits for an outcome, else in
     * a new message. Doing it again changes nothing.
     *
     * @param requestId null when nobody's message waits
     * @throws FailureException when Telegram refuses the card for good
     */
    public void started(@Nullable String requestId, PlayerView player) throws InterruptedException {
        QueueEntry current = player.current();
        if (current == null) {
            return;
        }
        long chatId = player.chat().id();
        Optional<Card> known = store.live(chatId);
        if (known.filter(card -> card.shows(current)).isPresent()) {
            update(player);
            return;
        }
        known.ifPresent(this::leaveBehind);
        Draft card = pen.live(player, current);
        int messageId = Outbox.await(
                requestId != null && statuses.waits(requestId)
                        ? statuses.show(requestId, chatId, card, Terms.state())
                        : outbox.send(statuses.place(chatId), card, Terms.state()));
        if (messageId != Outbox.DROPPED) {
            takeOver(Card.of(messageId, current, player));
        }
    }

    /**
     * Shows the card once more, as the newest message of the chat.
     *
     * @throws FailureException {@code player.nothing-playing}
     */
    public CompletableFuture<?> showAgain(PlayerView player) {
        QueueEntry current = player.current();
        if (current == null) {
            throw Failure.of(FailureCode.NOTHING_PLAYING, "idle").asException();
        }
        return outbox.send(statuses.place(player.chat().id()), pen.live(player, current), Terms.state())
                .thenAccept(messageId -> {
                    if (messageId != Outbox.DROPPED) {
                        takeOver(Card.of(messageId, current, player));
                    }
                });
    }

    /** Makes this the chat's card, unless a later track has one by now. */
    private void takeOver(Card fresh) {
        long chatId = fresh.chatId();
        locks.in(chatId, () -> {
            boolean settled = false;
            while (!settled) {
                Optional<Card> known = store.find(chatId).filter(it -> it.messageId() != fresh.messageId());
                if (known.isEmpty()) {
                    settled = store.add(fresh) || store.find(chatId).isPresent();
                } else if (known.get().player().epoch() > fresh.player().epoch()) {
                    leaveBehind(fresh);
                    settled = true;
                } else if (store.replace(known.get(), fresh)) {
                    if (!known.get().over()) {
                        leaveBehind(known.get());
                    }
                    settled = true;
                }
            }
        });
    }

    /**
     * Draws a change of the player. A player that moved on to another track gets its card when that one starts. How many
     * wait behind the track is decoration.
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
                        .ifPresent(card -> redraw(
                                card.with(player), card.differsInQueueOnly(player) ? Terms.decoration(null) : REDRAW)));
    }

    /** Shows that the call is in trouble; what the card shows besides stays. */
    public void reconnecting(long chatId) {
        store.live(chatId).map(Card::player).map(Cards::interrupted).ifPresent(this::update);
    }

    /**
     * Returns whether a change of the player is about to be seen on the card, so that it needs no answer: the card is near
     * the bottom of the chat and will look different. Ask before the {@link #update}.
     *
     * @param newest the newest message known in the chat
     */
    public boolean willShow(PlayerView after, int newest) {
        return store.live(after.chat().id())
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
     */
    public boolean ended(long chatId, QueueEntry entry, EndReason reason, @Nullable Failure failure)
            throws InterruptedException {
        Optional<Card> card = store.find(chatId).filter(it -> it.shows(entry));
        return card.isPresent() && finish(card.get(), pen.ended(chatId, entry, reason, failure));
    }

    /**
     * Leaves the card as a memory, without buttons: the music stopped without an end.
     *
     * @return whether there was a card: whether anything had been heard
     */
    public boolean abandoned(long chatId) throws InterruptedException {
        Optional<Card> card = store.find(chatId);
        if (card.isPresent()) {
            finish(card.get(), pen.moved(card.get()));
        }
        return card.isPresent();
    }

    /** Forgets the card of a chat in which nothing can be said any more. */
    public void forget(long chatId) {
        locks.in(chatId, () -> store.removeAny(chatId));
    }

    /** Takes the card out of the way. Messages older than two days cannot be deleted, but changed. */
    void close(Card card) {
        long chatId = card.chatId();
        locks.in(chatId, () -> store.removeAny(chatId));
        watch(
                card,
                outbox.delete(chatId, card.messageId())
                        .exceptionallyCompose(
                                _ -> outbox.edit(chatId, card.messageId(), pen.closed(chatId), Terms.state())));
    }

    /**
     * Draws a chat's card as its player says it is now, as far as there is room. The progress of a player that does not
     * answer stands still; after a while its connection counts as lost.
     */
    void tick(long chatId) {
        Optional<Card> found = store.find(chatId);
        if (found.isEmpty()) {
            return;
        }
        Card card = found.get();
        if (card.over()) {
            takeButtons(card);
            return;
        }
        try {
            PlayerView now = player.view(chatId);
            QueueEntry current = now.current();
            if (current == null || !card.shows(current)) {
                doubt(card);
            } else {
                doubtful.remove(chatId);
                progress(card, now);
            }
        } catch (FailureException unheard) {
            // Asking took its time, in which there may have been news.
            if (store.live(chatId).filter(this::silent).isPresent()) {
                failures.report("card of chat " + chatId, unheard);
                reconnecting(chatId);
            }
        }
    }

    /** Seen twice in a row, the news of the end is lost: the card is ended without it. */
    private void doubt(Card card) {
        Integer before = doubtful.put(card.chatId(), card.messageId());
        if (before != null && before == card.messageId()) {
            doubtful.remove(card.chatId());
            takeButtons(card);
        }
    }

    private void takeButtons(Card card) {
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

    private void progress(Card card, PlayerView now) {
        if (card.looksLike(now)) {
            return;
        }
        if (!card.agreesWith(now)) {
            update(now);
            return;
        }
        locks.in(card.chatId(), () -> {
            if (store.replace(card, card.with(now))) {
                redraw(card.with(now), Terms.decoration(null));
            }
        });
    }

    private boolean silent(Card card) {
        return card.playing() && !clock.instant().isBefore(card.player().at().plus(SILENCE));
    }

    /**
     * Ends a card. From the first step on nothing draws it as live, and what a crash or a flood wait leaves undone is made
     * good by {@link #tick}.
     *
     * @return whether the chat can read it
     */
    private boolean finish(Card card, Draft end) throws InterruptedException {
        long chatId = card.chatId();
        CompletableFuture<Integer> edited = locks.in(chatId, () -> {
            store.find(chatId)
                    .filter(it -> it.messageId() == card.messageId())
                    .ifPresent(it -> store.replace(it, it.ended()));
            return outbox.edit(chatId, card.messageId(), end, Terms.state().usefulFor(END_USEFUL));
        });
        try {
            if (Outbox.await(edited) == Outbox.DROPPED) {
                return true;
            }
        } catch (FailureException e) {
            failures.report("card of chat " + chatId, e);
            forget(card);
            return false;
        }
        forget(card);
        return true;
    }

    private void leaveBehind(Card card) {
        watch(card, outbox.edit(card.chatId(), card.messageId(), pen.moved(card), REDRAW));
    }

    private void redraw(Card card, Terms terms) {
        watch(card, outbox.edit(card.chatId(), card.messageId(), pen.live(card.player(), card.current()), terms));
    }

    /** A card that somebody deleted or that Telegram refuses must not stop the music's other news. */
    private void watch(Card card, CompletableFuture<Integer> sent) {
        CompletableFuture<Integer> _ = sent.exceptionally(thrown -> {
            failures.report("card of chat " + card.chatId(), thrown);
            if (CardPen.isGone(thrown)) {
                forget(card);
            }
            return Outbox.DROPPED;
        });
    }

    private void forget(Card card) {
        locks.in(
                card.chatId(),
                () -> store.find(card.chatId())
                        .filter(it -> it.messageId() == card.messageId())
                        .ifPresent(store::remove));
    }

    private static PlayerView interrupted(PlayerView it) {
        return new PlayerView(
                it.chat(),
                it.epoch(),
                it.revision(),
                PlayerState.RECONNECTING,
                Objects.requireNonNull(it.current()),
                it.position(),
                it.at(),
                it.volume(),
                it.upcoming());
    }
}
