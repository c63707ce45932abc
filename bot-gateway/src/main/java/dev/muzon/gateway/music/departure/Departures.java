package dev.muzon.gateway.music.departure;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.chat.ChatListener;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.rest.CommandRequest;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Stops music that nobody could stop any more, and forgets the card that nobody could press. */
@Component
class Departures implements ChatListener {
    private final Cards cards;
    private final PlayerClient player;
    private final ChatLanguages languages;
    private final Outbox outbox;
    private final Texts texts;
    private final BotAccount account;

    Departures(
            Cards cards,
            PlayerClient player,
            ChatLanguages languages,
            Outbox outbox,
            Texts texts,
            BotAccount account) {
        this.cards = cards;
        this.player = player;
        this.languages = languages;
        this.outbox = outbox;
        this.texts = texts;
        this.account = account;
    }

    @Override
    public void left(Conversation chat) {
        stop(chat.id());
        cards.forget(chat.id());
    }

    @Override
    public CompletableFuture<?> moved(Conversation group, long supergroup) {
        boolean played = stop(group.id());
        cards.forget(group.id());
        return played
                ? outbox.send(
                        supergroup, Content.of(texts.html(languages.of(supergroup), Phrase.CHAT_UPGRADED)), null)
                : CompletableFuture.completedFuture(null);
    }

    /** @return whether there was music */
    private boolean stop(long chatId) {
        if (player.view(chatId).current() == null) {
            return false;
        }
        var bot = account.identity();
        var by = new Requester(bot.id(), bot.username());
        player.command(chatId, new CommandRequest(new PlayerCommand.Stop(), null, by));
        return true;
    }
}
