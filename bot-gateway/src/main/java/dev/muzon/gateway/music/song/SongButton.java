package dev.muzon.gateway.music.song;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.music.SongProperties;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The button 💾 of the card. A song that was sent a moment ago is not sent again. */
@Component
class SongButton implements CallbackHandler {
    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,18}");

    private final SongProperties settings;
    private final SongSender sender;
    private final PlayerClient player;
    private final ChatLanguages languages;

    SongButton(SongProperties settings, SongSender sender, PlayerClient player, ChatLanguages languages) {
        this.settings = settings;
        this.sender = sender;
        this.player = player;
        this.languages = languages;
    }

    @Override
    public String prefix() {
        return SongProperties.BUTTON;
    }

    @Override
    public Optional<Phrase> pressed(Incoming.ButtonPress press, String data) {
        Conversation chat = press.chat();
        if (!settings.enabled()) {
            return Optional.of(SongPhrase.SONG_OFF);
        }
        if (chat == null || !EPOCH.matcher(data).matches()) {
            return Optional.of(SongPhrase.SONG_OLD);
        }
        PlayerView view = player.view(new PlayerId(chat.id()));
        QueueEntry current = view.current();
        if (current == null || view.epoch() != Long.parseLong(data)) {
            return Optional.of(SongPhrase.SONG_OLD);
        }
        if (current.track().live()) {
            return Optional.of(SongPhrase.SONG_LIVE);
        }
        if (!sender.isNew(chat.id(), current.track())) {
            return Optional.of(SongPhrase.SONG_UNDER_WAY);
        }
        var wish = new SongSender.Wish(
                new Destination(chat.id(), press.thread()),
                null,
                press.sender().requester().id(),
                languages.of(chat.id()));
        CompletableFuture<?> _ = sender.send(current.track(), wish);
        return Optional.empty();
    }
}
