package dev.muzon.gateway.music.lyrics;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The button below lyrics. It begins a message that follows the song. */
@Component
class FollowButton implements CallbackHandler {
    private static final String PREFIX = "lyrics";
    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,18}");

    private final PlayerClient player;
    private final LyricsClient client;
    private final FollowedSongs songs;
    private final ChatLanguages languages;

    FollowButton(PlayerClient player, LyricsClient client, FollowedSongs songs, ChatLanguages languages) {
        this.player = player;
        this.client = client;
        this.songs = songs;
        this.languages = languages;
    }

    /** Returns what comes back when the button is pressed. */
    static String data(long epoch) {
        return PREFIX + ":" + epoch;
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public boolean lasts() {
        return true;
    }

    @Override
    public Reaction pressed(Incoming.ButtonPress press, String data) {
        Conversation chat = press.chat();
        if (chat == null || !EPOCH.matcher(data).matches()) {
            return Reaction.says(LyricsPhrase.FOLLOW_OLD);
        }
        PlayerView view = player.view(new PlayerId(chat.id()));
        QueueEntry current = view.current();
        if (current == null || view.epoch() != Long.parseLong(data)) {
            return Reaction.says(LyricsPhrase.FOLLOW_OLD);
        }
        if (songs.isFull()) {
            return Reaction.says(LyricsPhrase.FOLLOW_FULL);
        }
        var place = new Destination(chat.id(), press.thread());
        Language language = languages.of(chat.id());
        return Reaction.until(
                client.of(current.track()).thenCompose(found -> songs.follow(place, view, found, language)));
    }
}
