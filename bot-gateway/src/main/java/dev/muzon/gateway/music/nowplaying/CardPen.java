package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The writer of cards, in the chat's language and at the moment they are sent. */
@Component
class CardPen {
    /** A card that waited until its track was this long over has nothing to show. */
    private static final Duration OVER = Duration.ofSeconds(3);

    private final CardText text;
    private final Covers covers;
    private final ChatLanguages languages;
    private final KnownPlayers known;
    private final PlayerClient players;
    private final MonotonicClock clock;

    CardPen(
            CardText text,
            Covers covers,
            ChatLanguages languages,
            KnownPlayers known,
            PlayerClient players,
            MonotonicClock clock) {
        this.text = text;
        this.covers = covers;
        this.languages = languages;
        this.known = known;
        this.players = players;
        this.clock = clock;
    }

    /**
     * Writes a live card, as its track is known to play by then. It is dropped once the track is known to be over or
     * must have ended while the card waited. The player's own time does not count: its clock may differ from this one.
     */
    Draft live(PlayerView player, QueueEntry current) {
        Instant written = clock.instant();
        return () -> {
            Duration waited = Duration.between(written, clock.instant());
            PlayerView latest = latest(player);
            boolean over = known.isOver(player.id(), player.epoch())
                    || !plays(known.newest(player), current)
                    || (latest.equals(player) && endedWithin(waited, player, current));
            return over
                    ? Optional.empty()
                    : Optional.of(covers.on(
                            player.chat().id(),
                            current.track(),
                            text.live(
                                    latest, current, languages.of(player.chat().id()), clock.wallTime())));
        };
    }

    /**
     * Writes the first card of a track. It asks the player, because the news that the track is over waits behind this
     * message.
     */
    Draft first(PlayerView player, QueueEntry current) {
        Draft card = live(player, current);
        return () -> {
            Optional<PlayerView> _ = players.now(player.id());
            return card.write();
        };
    }

    /**
     * Returns the newest view that is known of the same track. A lost connection is what the gateway itself found out,
     * so that no view is newer.
     */
    PlayerView latest(PlayerView player) {
        PlayerView newest = known.newest(player);
        return player.state() != PlayerState.RECONNECTING
                        && newest.epoch() == player.epoch()
                        && newest.current() != null
                ? newest
                : known.corrected(player);
    }

    /** Returns a live card of what plays when it leaves. It is dropped when nothing plays by then. */
    Newest newest(PlayerView seen) {
        return new Newest(seen);
    }

    /** Card that takes in later ones of its chat while it waits, because one is enough for all who ask. */
    final class Newest implements Draft {
        private final PlayerView seen;
        private volatile @Nullable PlayerView drawn;

        private Newest(PlayerView seen) {
            this.seen = seen;
        }

        @Override
        public Optional<Content> write() {
            // The end of a voice chat is news that brings no view, and other news may wait behind this message.
            PlayerView player = known.newest(players.now(seen.id()).orElse(seen));
            QueueEntry current = player.current();
            drawn = current == null ? null : player;
            return current == null ? Optional.empty() : live(player, current).write();
        }

        @Override
        public Optional<Draft> merge(Draft later) {
            return later instanceof Newest ? Optional.of(this) : Optional.empty();
        }

        /** Returns the player as the message shows it. Empty when another card that waited stands for this one. */
        Optional<PlayerView> drawn() {
            return Optional.ofNullable(drawn);
        }
    }

    private static boolean plays(PlayerView player, QueueEntry entry) {
        QueueEntry now = player.current();
        return now != null && now.id().equals(entry.id());
    }

    private static boolean endedWithin(Duration wait, PlayerView player, QueueEntry current) {
        Duration duration = current.track().duration();
        return duration != null
                && player.state() == PlayerState.PLAYING
                && player.positionAt(player.at().plus(wait)).compareTo(duration.plus(OVER)) > 0;
    }

    Draft ended(PlayerEvent.TrackEnded event) {
        return Draft.of(text.ended(
                event.entry(),
                event.reason(),
                event.failure(),
                event.at(),
                languages.of(event.chat().id())));
    }

    /** Writes the end of a track that was stopped. It offers an undo, or tells of one by then. */
    Draft stopped(Card card, QueueEntry entry) {
        long chatId = card.chatId();
        return () -> known.isBack(new PlayerId(chatId), card.player().epoch(), entry)
                ? takenBack(chatId, entry).write()
                : Draft.of(text.ended(entry, EndReason.STOPPED, null, null, languages.of(chatId)))
                        .write();
    }

    /** Does something once the track of a card is brought back. */
    void onceBack(Card card, Runnable work) {
        known.onceBack(new PlayerId(card.chatId()), card.player().epoch(), card.current(), work);
    }

    Draft stoppedForGood(long chatId, QueueEntry entry) {
        return () -> Optional.of(text.stoppedForGood(entry, languages.of(chatId)));
    }

    Draft takenBack(long chatId, QueueEntry entry) {
        return () -> Optional.of(text.takenBack(entry, languages.of(chatId)));
    }

    Draft moved(Card card) {
        return Draft.of(text.moved(card.current(), languages.of(card.chatId())));
    }

    Draft closed(long chatId) {
        Content closed = text.closed(languages.of(chatId));
        return Draft.of(closed);
    }

    /** Returns whether the message cannot come back, because it was deleted or the bot is not in the chat. */
    static boolean isGone(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (!(cause instanceof FailureException refused)) {
            return false;
        }
        FailureCode code = refused.failure().code();
        return code == FailureCode.MESSAGE_GONE || code == FailureCode.BOT_REMOVED;
    }
}
