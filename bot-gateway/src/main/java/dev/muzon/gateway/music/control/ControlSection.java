package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.settings.SettingsSection;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.Djs;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The people who control the music, in the menu of a group, and what a person keeps, in theirs. Neither has buttons. */
@Component
@Order(40)
class ControlSection implements SettingsSection {
    private final Djs djs;
    private final VotesNeeded votes;
    private final Texts texts;

    ControlSection(Djs djs, VotesNeeded votes, Texts texts) {
        this.djs = djs;
        this.votes = votes;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "who";
    }

    @Override
    public Optional<Content> show(Conversation chat, Language language) {
        if (chat.isPrivate()) {
            return Optional.of(Content.of(texts.html(language, MusicPhrase.SETTINGS_PERSON)));
        }
        var values = new HashMap<String, Object>();
        values.put("votes", votes.in(chat.id()));
        List<Djs.Dj> known = djs.known(chat.id());
        if (!known.isEmpty()) {
            values.put("names", known.stream().map(Djs.Dj::name).collect(Collectors.joining(", ")));
        }
        return Optional.of(Content.of(texts.html(language, MusicPhrase.SETTINGS_CONTROL, values)));
    }

    @Override
    public Optional<Phrase> change(Incoming.ButtonPress press, Conversation chat, String value) {
        return Optional.of(BotPhrase.BUTTON_UNKNOWN);
    }
}
