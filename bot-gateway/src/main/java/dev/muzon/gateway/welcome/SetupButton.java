package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import org.springframework.stereotype.Component;

/** The button that checks again. Anybody may press it, because it only looks. */
@Component
class SetupButton implements CallbackHandler {
    private final SetupCheck check;
    private final SetupMessages messages;
    private final SetupWatch watch;
    private final ChatLanguages languages;

    SetupButton(SetupCheck check, SetupMessages messages, SetupWatch watch, ChatLanguages languages) {
        this.check = check;
        this.messages = messages;
        this.watch = watch;
        this.languages = languages;
    }

    @Override
    public String prefix() {
        return SetupText.PREFIX;
    }

    @Override
    public Reaction pressed(Incoming.ButtonPress press, String data) {
        Conversation chat = press.chat();
        if (chat == null) {
            return Reaction.says(BotPhrase.BUTTON_UNKNOWN);
        }
        Setup setup = check.of(chat);
        messages.correct(chat.id(), press.messageId(), setup, languages.of(chat, press.sender()));
        watch.follow(chat, setup);
        if (setup.assistant() == Setup.Assistant.STARTING) {
            return Reaction.says(WelcomePhrase.STILL_STARTING);
        }
        boolean ready = setup.complete() && !setup.lacksVoiceChat();
        return Reaction.says(ready ? WelcomePhrase.NOTHING_MISSING : WelcomePhrase.STILL_MISSING);
    }
}
