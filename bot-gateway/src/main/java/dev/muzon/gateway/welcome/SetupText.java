package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.chat.VoiceChatWitness.Sight;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Text and buttons of the checklist. */
@Component
class SetupText {
    static final String PREFIX = "setup";
    private static final String AGAIN = "check";

    private final BotAccount account;
    private final Texts texts;

    SetupText(BotAccount account, Texts texts) {
        this.account = account;
        this.texts = texts;
    }

    /**
     * Writes what is there, what is missing, and a button for each thing that people can do about it.
     *
     * @param hello whether it greets, because the group does not know the bot yet
     */
    Content of(Setup setup, Language language, boolean hello) {
        Map<String, ?> values = setup.name() == null ? Map.of() : Map.of("assistant", setup.name());
        var lines = new ArrayList<String>();
        lines.add(texts.html(language, hello ? WelcomePhrase.HELLO : WelcomePhrase.CHECKLIST));
        lines.add("");
        lines.add(texts.html(language, assistant(setup), values));
        way(setup).ifPresent(way -> lines.add(texts.html(language, way, values)));
        voiceChat(setup).ifPresent(line -> lines.add(texts.html(language, line, values)));
        lines.add("");
        lines.add(texts.html(language, next(setup)));
        return new Content(String.join("\n", lines), buttons(setup, language));
    }

    /**
     * Writes what is left of a checklist when there is a newer one.
     *
     * @param hello whether it greets
     */
    Content closed(Language language, boolean hello) {
        String moved = texts.html(language, WelcomePhrase.MOVED);
        return Content.of(hello ? texts.html(language, WelcomePhrase.HELLO) + "\n\n" + moved : moved);
    }

    /** Says what to do, which a voice chat that is on needs not be told. */
    private static Phrase next(Setup setup) {
        boolean on = setup.on();
        if (setup.complete()) {
            return on ? WelcomePhrase.NEXT_NOW : WelcomePhrase.NEXT;
        }
        return on ? WelcomePhrase.NEXT_WHEN_COMPLETE : WelcomePhrase.NEXT_WHEN_READY;
    }

    /** Writes that nothing is missing any more. */
    Content allSet(Language language, Sight sight) {
        return Content.of(texts.html(language, sight.isOn() ? WelcomePhrase.ALL_SET_NOW : WelcomePhrase.ALL_SET));
    }

    private List<List<Content.Button>> buttons(Setup setup, Language language) {
        if (setup.complete()) {
            return List.of();
        }
        var rows = new ArrayList<List<Content.Button>>();
        if (setup.way() == Setup.Way.MISSING || setup.way() == Setup.Way.APPROVAL) {
            rows.add(List.of(Content.Button.opening(
                    texts.plain(language, WelcomePhrase.MAKE_ADMIN),
                    account.identity().groupLink())));
        }
        if (!setup.correctsItself()) {
            rows.add(List.of(
                    new Content.Button(texts.plain(language, WelcomePhrase.CHECK_AGAIN), PREFIX + ":" + AGAIN)));
        }
        return rows;
    }

    private static Phrase assistant(Setup setup) {
        return switch (setup.assistant()) {
            case READY -> WelcomePhrase.ASSISTANT_READY;
            case NONE -> WelcomePhrase.ASSISTANT_NONE;
            case STARTING -> WelcomePhrase.ASSISTANT_STARTING;
            case STUCK -> WelcomePhrase.ASSISTANT_STUCK;
            case AWAY -> WelcomePhrase.ASSISTANT_AWAY;
        };
    }

    private static Optional<Phrase> voiceChat(Setup setup) {
        return switch (setup.sight()) {
            case ON -> Optional.of(WelcomePhrase.VOICE_CHAT_ON);
            case OFF -> Optional.of(WelcomePhrase.VOICE_CHAT_OFF);
            case SCHEDULED -> Optional.of(WelcomePhrase.VOICE_CHAT_SCHEDULED);
            case LIVESTREAM -> Optional.of(WelcomePhrase.VOICE_CHAT_LIVESTREAM);
            case MUTED -> Optional.of(WelcomePhrase.VOICE_CHAT_MUTED);
            case RIGHT_MISSING -> Optional.of(WelcomePhrase.VOICE_CHAT_RIGHT_MISSING);
            case UNKNOWN, JOIN_REQUESTED, CANNOT_JOIN ->
                setup.on() ? Optional.of(WelcomePhrase.VOICE_CHAT_ON) : Optional.empty();
        };
    }

    private static Optional<Phrase> way(Setup setup) {
        boolean open = switch (setup.way()) {
            case ADMIN, PUBLIC, APPROVAL -> true;
            case HERE, BANNED, UNKNOWN, MISSING -> false;
        };
        if (open && setup.sight() == Sight.JOIN_REQUESTED) {
            return Optional.of(WelcomePhrase.WAY_REQUESTED);
        }
        if (open && setup.sight() == Sight.CANNOT_JOIN) {
            return Optional.of(WelcomePhrase.WAY_REFUSED);
        }
        return switch (setup.way()) {
            case ADMIN -> Optional.of(WelcomePhrase.WAY_ADMIN);
            case HERE -> Optional.of(WelcomePhrase.WAY_HERE);
            case PUBLIC -> Optional.of(WelcomePhrase.WAY_PUBLIC);
            case APPROVAL -> Optional.of(WelcomePhrase.WAY_APPROVAL);
            case BANNED -> Optional.of(WelcomePhrase.WAY_BANNED);
            case MISSING -> Optional.of(WelcomePhrase.WAY_MISSING);
            case UNKNOWN -> Optional.empty();
        };
    }
}
