package dev.muzon.gateway.music.notification;

import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.AnsweredTrouble;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.music.status.RequestIds;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.trace.WorkContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The telling of calls that are in trouble, back, or given up. Trouble is told in a new message, because nobody notices
 * an edit of an older one. Only a request that was made a moment ago is still looked at.
 */
@Component
class CallEvents {
    private final Cards cards;
    private final StatusMessages statuses;
    private final PlayerClient player;
    private final KnownPlayers known;
    private final CallNews news;
    private final ToldTrouble told;
    private final AnsweredTrouble answered;
    private final Afterwards afterwards;
    private final Outbox outbox;
    private final FailureLog failures;

    CallEvents(
            Cards cards,
            StatusMessages statuses,
            PlayerClient player,
            KnownPlayers known,
            CallNews news,
            ToldTrouble told,
            AnsweredTrouble answered,
            Afterwards afterwards,
            Outbox outbox,
            FailureLog failures) {
        this.cards = cards;
        this.statuses = statuses;
        this.player = player;
        this.known = known;
        this.news = news;
        this.told = told;
        this.answered = answered;
        this.afterwards = afterwards;
        this.outbox = outbox;
        this.failures = failures;
    }

    /**
     * Explains trouble once.
     *
     * @param id of the event
     */
    void troubled(PlayerEvent.CallTroubled event, String id) throws InterruptedException {
        long chat = event.chat().id();
        cards.update(event.player());
        String request = event.requestId();
        answered.awaitAnswers(event.player().id());
        boolean awaited = request != null && statuses.waits(request);
        PlayerEvent.CallTroubled trouble = awaited ? event : withoutRequest(event);
        if (told.troubled(trouble) && !awaited) {
            return;
        }
        String place = request != null && statuses.waitsFreshly(request) ? request : id;
        QueueEntry track = event.player().current();
        var said = new AtomicReference<>(trouble);
        Draft words = () -> {
            Optional<PlayerEvent.CallTroubled> lasting =
                    news.lasting(trouble).filter(now -> awaited || !isAnswered(now));
            lasting.ifPresent(said::set);
            return lasting.map(news::troubled);
        };
        int message = track == null
                ? show(place, chat, words)
                : Outbox.await(statuses.show(place, statuses.placeOf(track, chat), words, Terms.state()));
        if (message != Outbox.DROPPED) {
            afterwards.run("Trouble told in chat " + chat, () -> told.add(message, said.get()));
        }
    }

    /** Returns the trouble of a track that was announced before, whose request waits for nothing more. */
    private static PlayerEvent.CallTroubled withoutRequest(PlayerEvent.CallTroubled event) {
        return new PlayerEvent.CallTroubled(null, event.chat(), event.failure(), event.player());
    }

    private boolean isAnswered(PlayerEvent.CallTroubled trouble) {
        PlayerId id = trouble.player().id();
        return answered.includes(id, known.corrected(id, trouble.failure()));
    }

    /** Ends what was told of trouble once it is over. */
    void saw(PlayerView player) {
        told.saw(player);
    }

    /** Tells what became of the trouble of a track that is over. */
    void ended(PlayerEvent.TrackEnded event) {
        told.ended(event);
    }

    /** Ends what was told of trouble, because nothing is tried any more. */
    void stopped(long chat) {
        List<OpenTrouble> _ = told.stopped(chat);
    }

    /** Ends what was told of trouble, because nothing is left to play. */
    void queueEnded(long chat) {
        told.queueEnded(chat);
    }

    /**
     * Shows what became of the call.
     *
     * @param id of the event
     */
    void changed(PlayerEvent.CallChanged event, String id) throws InterruptedException {
        long chat = event.chat().id();
        switch (event.state()) {
            case RECONNECTING -> {
                told.lost(chat);
                cards.reconnecting(chat, event.failure());
            }
            case CONNECTED -> refresh(chat);
            case LEFT -> {
                left(event, id);
                // In a busy group the edits of a card keep a distance, and the news must not wait for them.
                cards.abandoned(chat);
            }
        }
    }

    private void left(PlayerEvent.CallChanged event, String id) throws InterruptedException {
        long chat = event.chat().id();
        Optional<PlayerView> before = known.of(new PlayerId(chat));
        CallNews.Left left = news.left(chat, event.failure());
        var words = new AtomicReference<@Nullable String>();
        int message = show(cards.isThere(chat) ? id : waiting(chat, id), chat, noted(left.news(), words));
        String said = words.get();
        if (message != Outbox.DROPPED && said != null) {
            afterwards.run("End told in chat " + chat, () -> told.addLeft(chat, message, said, left.why(), before));
            follow(chat, message, left);
        }
        told.left(chat);
    }

    private static Draft noted(Draft draft, AtomicReference<@Nullable String> words) {
        return () -> {
            Optional<Content> written = draft.write();
            words.set(written.map(Content::html).orElse(null));
            return written;
        };
    }

    /** Corrects the message about an end once a removal turns out to be a ban, or paused music goes on. */
    private void follow(long chat, int message, CallNews.Left left) {
        PlayerId id = new PlayerId(chat);
        known.follow(id, view -> {
            PlayerView now = known.newest(view);
            boolean over = now.state() == PlayerState.PLAYING || now.state() == PlayerState.IDLE;
            if (!over && left.isOutdatedBy(now)) {
                Failure why = left.why();
                if (why != null && why.code() == FailureCode.ASSISTANT_BANNED) {
                    answered.tells(id, why);
                }
                correct(chat, message, left);
            }
            return over;
        });
    }

    private void correct(long chat, int message, CallNews.Left left) {
        var words = new AtomicReference<@Nullable String>();
        CompletableFuture<?> _ = outbox.edit(chat, message, noted(left.correction(), words), Terms.announcement())
                .thenAcceptAsync(
                        _ -> {
                            String corrected = words.get();
                            if (corrected != null) {
                                told.addLeft(chat, message, corrected, left.why(), known.of(new PlayerId(chat)));
                            }
                        },
                        WorkContext::aside)
                .exceptionally(e -> {
                    failures.report("End told in chat " + chat, e);
                    return null;
                });
    }

    private int show(String id, long chat, Draft words) throws InterruptedException {
        return Outbox.await(statuses.show(id, chat, words, Terms.state()));
    }

    /** Returns the message of the request whose track never sounded if that still waits, else a new one. */
    private String waiting(long chat, String id) throws InterruptedException {
        String request = null;
        try {
            QueueEntry current = player.view(new PlayerId(chat)).current();
            request = current == null ? null : RequestIds.of(current).orElse(null);
        } catch (FailureException e) {
            failures.report("Request of chat " + chat, e);
        }
        return request != null && statuses.waits(request) ? request : id;
    }

    /**
     * Draws the card of a call that is connected again. If the player does not answer, its next change corrects the
     * card.
     */
    private void refresh(long chat) {
        try {
            PlayerView now = player.view(new PlayerId(chat));
            cards.update(now);
            saw(now);
        } catch (FailureException e) {
            failures.report("Card of chat " + chat, e);
        }
    }
}
