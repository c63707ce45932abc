package dev.muzon.gateway.card;

import dev.muzon.gateway.language.ChatLanguages;
import dev.muzon.gateway.outbox.Outbox;
import dev.muzon.gateway.player.PlayerClient;
import dev.muzon.gateway.status.StatusMessages;
import dev.muzon.gateway.telegram.Content;
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
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The now-playing cards: one live card per chat, always the truth as far as it is known here. An older card loses its
 * buttons when a newer one appears or its track ends.
 */
@Component
public class Cards {
    /** Longer than a player needs to come back after a crash, shorter than anybody believes in a card that stands. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final ChatLocks locks = new ChatLocks();
    private final CardStore store;
    private final CardText text;
    private final Outbox outbox;
    private final StatusMessages statuses;
    private final PlayerClient player;
    private final ChatLanguages languages;
    private final Clock clock;
    private final FailureLog failures;

    Cards(
            CardStore store,
            CardText text,
            Outbox outbox,
            StatusMessages statuses,
            PlayerClient player,
            ChatLanguages languages,
            Clock clock,
            FailureLog failures) {
        this.store = store;
        this.text = text;
        this.outbox = outbox;
        this.statuses = statuses;
        this.player = player;
        this.languages = languages;
        this.clock = clock;
        this.failures = failures;
    }

    /**
     * A track started. Its card takes the place of the "searching" message of its request when that still waits for an
     * outcome, else it is a new message. Doing it again changes nothing.
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
        Optional<Integer> waiting = requestId == null ? Optional.empty() : statuses.unsettled(requestId);
        Content content = content(player, current);
        int messageId = Outbox.await(
                waiting.isPresent() ? outbox.edit(chatId, waiting.get(), content) : outbox.send(chatId, content, null));
        store.save(Card.of(messageId, current, player));
        if (requestId != null) {
            statuses.settled(requestId);
        }
    }

    /**
     * The card once more, as the newest message of the chat.
     *
     * @throws FailureException {@code player.nothing-playing}
     */
    public CompletableFuture<?> showAgain(PlayerView player) {
        QueueEntry current = player.current();
        if (current == null) {
            throw Failure.user(FailureCode.NOTHING_PLAYING, "idle").asException();
        }
        long chatId = player.chat().id();
        return outbox.send(chatId, content(player, current), null)
                .thenAccept(messageId -> locks.in(chatId, () -> {
                    store.live(chatId).ifPresent(this::leaveBehind);
                    store.save(Card.of(messageId, current, player));
                }));
    }

    /**
     * The player changed. A player that moved on to another track gets its card when that one starts. How many wait
     * behind the track can wait itself: in a busy chat that is left to the next {@link #tick}.
     */
    public void update(PlayerView player) {
        QueueEntry current = player.current();
        long chatId = player.chat().id();
        locks.in(
                chatId,
                () -> store.live(chatId)
                        .filter(card -> current != null && card.shows(current))
                        .filter(card -> !player.at().isBefore(card.player().at()))
                        .filter(card -> !card.differsInQueueOnly(player) || !outbox.busy(chatId))
                        .map(card -> card.with(player))
                        .ifPresent(card -> {
                            store.save(card);
                            redraw(card);
                        }));
    }

    /** The call is in trouble; what the card shows besides stays. */
    public void reconnecting(long chatId) {
        store.live(chatId).map(Card::player).map(Cards::interrupted).ifPresent(this::update);
    }

    /**
     * A track ended. Doing it again changes nothing.
     *
     * @return whether there was a card to say so
     */
    public boolean ended(long chatId, QueueEntry entry, EndReason reason, @Nullable Failure failure)
            throws InterruptedException {
        Optional<Card> card = store.find(chatId).filter(it -> it.shows(entry));
        if (card.isPresent()) {
            finish(card.get(), text.ended(entry, reason, failure, languages.of(chatId)));
        }
        return card.isPresent();
    }

    /**
     * The music stopped without an end: the card stays as a memory, without buttons.
     *
     * @return whether there was a card: whether anything had been heard
     */
    public boolean abandoned(long chatId) throws InterruptedException {
        Optional<Card> card = store.find(chatId);
        if (card.isPresent()) {
            finish(card.get(), text.moved(card.get().current(), languages.of(chatId)));
        }
        return card.isPresent();
    }

    /** Nothing can be said there any more. */
    public void forget(long chatId) {
        locks.in(chatId, () -> store.remove(chatId));
    }

    /** Somebody wants it out of the way. Messages older than two days cannot be deleted, but changed. */
    void close(Card card) {
        long chatId = card.chatId();
        store.remove(chatId);
        watch(
                card,
                outbox.delete(chatId, card.messageId())
                        .exceptionallyCompose(
                                _ -> outbox.edit(chatId, card.messageId(), text.closed(languages.of(chatId)))));
    }

    /**
     * Draws a chat's card as its player says it is now, unless the chat has better things to say. The progress of a
     * player that does not answer stands still; after a while its connection counts as lost.
     */
    void tick(long chatId) {
        Optional<Card> card = store.live(chatId).filter(_ -> !outbox.busy(chatId));
        if (card.isEmpty()) {
            return;
        }
        try {
            PlayerView now = player.view(chatId);
            if (!card.get().looksLike(now)) {
                update(now);
            }
        } catch (FailureException unheard) {
            // Asking took its time, in which there may have been news.
            if (store.live(chatId).filter(this::silent).isPresent()) {
                failures.report("card of chat " + chatId, unheard);
                reconnecting(chatId);
            }
        }
    }

    private boolean silent(Card card) {
        return card.playing() && !clock.instant().isBefore(card.player().at().plus(SILENCE));
    }

    /** From the first step on nothing draws the card as live any more, and a crash in between is made good. */
    private void finish(Card card, Content content) throws InterruptedException {
        long chatId = card.chatId();
        CompletableFuture<Integer> edited = locks.in(chatId, () -> {
            store.save(card.ended());
            return outbox.edit(chatId, card.messageId(), content);
        });
        try {
            Outbox.await(edited);
        } catch (FailureException e) {
            failures.report("card of chat " + chatId, e);
        }
        forget(card);
    }

    private void leaveBehind(Card card) {
        Content moved = text.moved(card.current(), languages.of(card.chatId()));
        watch(card, outbox.edit(card.chatId(), card.messageId(), moved));
    }

    private void redraw(Card card) {
        watch(card, outbox.edit(card.chatId(), card.messageId(), content(card.player(), card.current())));
    }

    /** A card that somebody deleted or that Telegram refuses must not stop the music's other news. */
    private void watch(Card card, CompletableFuture<Integer> sent) {
        CompletableFuture<Integer> _ = sent.exceptionally(thrown -> {
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            if (cause instanceof FailureException failed) {
                failures.report("card of chat " + card.chatId(), failed);
                if (failed.failure() instanceof Failure.PerInstance) {
                    forget(card);
                }
            }
            return card.messageId();
        });
    }

    private void forget(Card card) {
        locks.in(
                card.chatId(),
                () -> store.find(card.chatId())
                        .filter(it -> it.messageId() == card.messageId())
                        .ifPresent(it -> store.remove(it.chatId())));
    }

    private Content content(PlayerView player, QueueEntry current) {
        return text.live(player, current, languages.of(player.chat().id()), clock.instant());
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
