package dev.muzon.gateway.bot.settings;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /settings}: one message that shows the settings of a chat and changes them by its buttons. */
@Component
@Order(15)
class SettingsMenu implements CommandSet, CallbackHandler {
    static final String PREFIX = "set";

    private final List<SettingsSection> sections;
    private final ChatLanguages languages;
    private final Outbox outbox;
    private final Texts texts;
    private final FailureLog failures;

    SettingsMenu(
            List<SettingsSection> sections, ChatLanguages languages, Outbox outbox, Texts texts, FailureLog failures) {
        this.sections = sections;
        this.languages = languages;
        this.outbox = outbox;
        this.texts = texts;
        this.failures = failures;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of("settings", Category.SETTINGS, BotPhrase.DESCRIBE_SETTINGS, this::show)
                .alias("настройки")
                .asking());
    }

    private CompletableFuture<?> show(Invocation invocation) {
        return invocation.replyForAll(PREFIX, menu(invocation.chat()));
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    /** Changes the setting, and shows all settings as they are then, also when this one was refused. */
    @Override
    public Reaction pressed(Incoming.ButtonPress press, String data) {
        Conversation chat = press.chat();
        String name = data.substring(0, Math.max(0, data.indexOf(':')));
        Optional<SettingsSection> section =
                sections.stream().filter(it -> it.name().equals(name)).findFirst();
        if (chat == null || section.isEmpty()) {
            return Reaction.says(BotPhrase.BUTTON_UNKNOWN);
        }
        try {
            return Reaction.of(section.get().change(press, chat, data.substring(name.length() + 1)));
        } finally {
            redraw(chat, press.messageId());
        }
    }

    private void redraw(Conversation chat, int messageId) {
        CompletableFuture<Integer> _ = outbox.edit(chat.id(), messageId, menu(chat), Terms.announcement())
                .exceptionally(thrown -> {
                    failures.report("settings of chat " + chat.id(), thrown);
                    return Outbox.DROPPED;
                });
    }

    /** Writes the menu when it leaves, so that the last of several changes never shows an earlier one. */
    private Draft menu(Conversation chat) {
        return () -> Optional.of(written(chat, languages.of(chat.id())));
    }

    private Content written(Conversation chat, Language language) {
        List<Content> shown = sections.stream()
                .flatMap(section -> section.show(chat, language).stream())
                .toList();
        Phrase title = chat.isPrivate() ? BotPhrase.SETTINGS_PRIVATE : BotPhrase.SETTINGS;
        return new Content(
                Stream.concat(
                                Stream.of(texts.html(language, title)),
                                shown.stream().map(Content::html))
                        .collect(Collectors.joining("\n")),
                shown.stream().flatMap(it -> it.buttons().stream()).toList());
    }
}
