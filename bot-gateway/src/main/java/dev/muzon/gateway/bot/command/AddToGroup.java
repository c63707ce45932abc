package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Content;
import java.util.List;
import org.springframework.stereotype.Component;

/** The button by which a person takes the bot into a group, for answers in private chats. */
@Component
public class AddToGroup {
    private final BotAccount account;
    private final Texts texts;

    AddToGroup(BotAccount account, Texts texts) {
        this.account = account;
        this.texts = texts;
    }

    /**
     * Writes a message with the button.
     *
     * @param html with everything that people wrote escaped
     */
    public Content below(String html, Language language) {
        String label = texts.plain(language, BotPhrase.ADD_TO_GROUP);
        return new Content(
                html,
                List.of(List.of(Content.Button.opening(label, account.identity().groupLink()))));
    }
}
