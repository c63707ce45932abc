package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.settings.SettingsSection;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.ControlAccess;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The covers on cards in the menu of a group. Its administrators and DJs decide. */
@Component
@Order(30)
class CoverSection implements SettingsSection {
    private final Covers covers;
    private final Cards cards;
    private final ControlAccess access;
    private final Texts texts;

    CoverSection(Covers covers, Cards cards, ControlAccess access, Texts texts) {
        this.covers = covers;
        this.cards = cards;
        this.access = access;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "covers";
    }

    @Override
    public Optional<Content> show(Conversation chat, Language language) {
        if (chat.isPrivate()) {
            return Optional.empty();
        }
        boolean shown = covers.shown(chat.id());
        Content.Button button = button(line(!shown, language), shown ? "off" : "on");
        return Optional.of(new Content(line(shown, language), List.of(List.of(button))));
    }

    private String line(boolean shown, Language language) {
        String value = texts.plain(language, shown ? BotPhrase.ON : BotPhrase.OFF);
        return texts.plain(language, MusicPhrase.SETTINGS_COVERS, Map.of("value", value));
    }

    @Override
    public Optional<Phrase> change(Incoming.ButtonPress press, Conversation chat, String value) {
        if (chat.isPrivate() || !List.of("on", "off").contains(value)) {
            return Optional.of(BotPhrase.BUTTON_UNKNOWN);
        }
        access.checkMaySet(press.sender(), chat);
        covers.show(chat.id(), value.equals("on"));
        cards.redraw(chat.id());
        return Optional.empty();
    }
}
