package dev.muzon.gateway.departure;

import dev.muzon.gateway.card.Cards;
import dev.muzon.gateway.language.ChatLanguages;
import dev.muzon.gateway.outbox.Outbox;
import dev.muzon.gateway.player.PlayerClient;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.text.Phrase;
import dev.muzon.gateway.text.Texts;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.resilience.FailureLog;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Stops the music that nobody could stop any more, and forgets the card that nobody could press. */
@Component
public class Departures {
    private final Cards cards;
    private final PlayerClient player;
    private final ChatLanguages languages;
    private final Outbox outbox;
    private final Texts texts;
    private final BotAccount account;
    private final FailureLog failures;

    Departures(
            Cards cards,
            PlayerClient player,
            ChatLanguages languages,
            Outbox outbox,
            Texts texts,
            BotAccount account,
            FailureLog failures) {
        this.cards = cards;
        this.player = player;
        this.languages = languages;
        this.outbox = outbox;
        this.texts = texts;
        this.account = account;
        this.failures = failures;
    }

    /** The bot was removed. */
    public void left(long chatId) {
        cards.forget(chatId);
        stop(chatId);
    }

    /**
     * A group became a supergroup. Its language goes with it; its music ends with the old voice chat.
     *
     * @return complete once the supergroup knows, when there is something to know
     */
    public CompletableFuture<?> moved(long group, long supergroup) {
        cards.forget(group);
        languages.set(supergroup, languages.of(group));
        if (!stop(group)) {
            return CompletableFuture.completedFuture(null);
        }
        String html = texts.html(languages.of(supergroup), Phrase.CHAT_UPGRADED);
        return outbox.send(supergroup, Content.of(html), null);
    }

    /** @return whether there was music; a player that cannot be reached loses its listeners anyway */
    private boolean stop(long chatId) {
        try {
            if (player.view(chatId).current() == null) {
                return false;
            }
            var bot = account.identity();
            var by = new Requester(bot.id(), bot.username());
            player.command(chatId, new CommandRequest(new PlayerCommand.Stop(), null, by));
            return true;
        } catch (FailureException e) {
            failures.report("music of chat " + chatId, e);
            return false;
        }
    }
}
