package dev.muzon.gateway.music.song;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.music.SongProperties;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The button 💾 of the card. A song that was sent a moment ago is not sent again. */
@Component
class SongButton implements CallbackHandler {
    private static final Logger log = LoggerFactory.getLogger(SongButton.class);

    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,18}");

    private final SongProperties settings;
    private final SongSender sender;
    private final PlayerClient player;
    private final ChatLanguages languages;
    private final BotAccount account;

    SongButton(
            SongProperties settings,
            SongSender sender,
            PlayerClient player,
            ChatLanguages languages,
            BotAccount account) {
        this.settings = settings;
        this.sender = sender;
        this.player = player;
        this.languages = languages;
        this.account = account;
    }

    @Override
    public String prefix() {
        return SongProperties.BUTTON;
    }

    @Override
    public boolean lasts() {
        return true;
    }

    @Override
    public Reaction pressed(Incoming.ButtonPress press, String data) {
        Conversation chat = press.chat();
        if (!settings.enabled()) {
            return Reaction.says(SongPhrase.SONG_OFF);
        }
        if (chat == null || !EPOCH.matcher(data).matches()) {
            return Reaction.says(SongPhrase.SONG_OLD);
        }
        var wish = new SongSender.Wish(
                new Destination(chat.id(), press.thread()),
                null,
                press.sender().requester().id(),
                languages.of(chat.id()),
                press.requestId(account.id()));
        // What an earlier run of this press has begun does not depend on the player, which may be away or further by
        // now.
        return sender.goOn(wish).map(Reaction::until).orElseGet(() -> begin(press, chat, Long.parseLong(data), wish));
    }

    private Reaction begin(Incoming.ButtonPress press, Conversation chat, long epoch, SongSender.Wish wish) {
        PlayerView view = player.view(new PlayerId(chat.id()));
        QueueEntry current = view.current();
        if (current == null || view.epoch() != epoch) {
            return Reaction.says(SongPhrase.SONG_OLD);
        }
        if (current.track().live()) {
            return Reaction.says(SongPhrase.SONG_LIVE);
        }
        log.info(
                "File of track {} asked for by {}",
                current.track().id(),
                press.sender().id());
        return sender.sendOnce(current.track(), wish)
                .map(Reaction::until)
                .orElseGet(() -> Reaction.says(SongPhrase.SONG_UNDER_WAY));
    }
}
