package dev.muzon.gateway.music.lyrics;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.rest.LyricsView;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The button 🎤. On the card it shows and hides the lines of the song. Below lyrics it shows them on a card that stands
 * there.
 */
@Component
class LinesButton implements CallbackHandler {
    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,18}");

    private final PlayerClient player;
    private final LyricsClient client;
    private final SungSongs songs;
    private final Cards cards;

    LinesButton(PlayerClient player, LyricsClient client, SungSongs songs, Cards cards) {
        this.player = player;
        this.client = client;
        this.songs = songs;
        this.cards = cards;
    }

    @Override
    public String prefix() {
        return SungSongs.BUTTON;
    }

    @Override
    public boolean lasts() {
        return true;
    }

    @Override
    public Reaction pressed(Incoming.ButtonPress press, String data) {
        Conversation chat = press.chat();
        if (chat == null || !EPOCH.matcher(data).matches()) {
            return Reaction.says(LyricsPhrase.LINES_OLD);
        }
        PlayerView view = player.view(new PlayerId(chat.id()));
        QueueEntry current = view.current();
        if (current == null || view.epoch() != Long.parseLong(data)) {
            return Reaction.says(LyricsPhrase.LINES_OLD);
        }
        boolean onCard = cards.isShownIn(chat.id(), press.messageId());
        if (onCard && songs.hide(chat.id(), view.epoch())) {
            cards.redraw(chat.id());
            return Reaction.silent();
        }
        var place = new Destination(chat.id(), press.thread());
        return Reaction.once(client.of(current.track()).thenApply(found -> show(found, view, onCard, place)));
    }

    private Optional<Phrase> show(LyricsView found, PlayerView view, boolean onCard, Destination place) {
        Optional<Phrase> hindrance = hindrance(found);
        if (hindrance.isPresent()) {
            return hindrance;
        }
        if (!songs.show(view, found.lines())) {
            return Optional.of(LyricsPhrase.LINES_FULL);
        }
        if (onCard) {
            cards.redraw(place.chatId());
        } else {
            CompletableFuture<?> _ = cards.showAgain(view, place, Terms.reply(null));
        }
        return Optional.empty();
    }

    private static Optional<Phrase> hindrance(LyricsView found) {
        return switch (found.outcome()) {
            case FOUND -> found.lines().isEmpty() ? Optional.of(LyricsPhrase.LINES_NO_TIMES) : Optional.empty();
            case INSTRUMENTAL -> Optional.of(LyricsPhrase.LINES_INSTRUMENTAL);
            case OFF -> Optional.of(LyricsPhrase.LYRICS_OFF);
            case NOTHING, OTHER -> Optional.of(LyricsPhrase.LINES_NOTHING);
        };
    }
}
