package dev.muzon.gateway.bot.settings;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.chat.SettingsChanged;
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
import dev.muzon.runtime.trace.WorkContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /settings}: one message that shows the settings of a chat and changes them by its buttons. */
@Component
@Order(15)
class SettingsMenu implements CommandSet, CallbackHandler {
    private static final Logger log = LoggerFactory.getLogger(SettingsMenu.class);

    static final String PREFIX = "set";

    private final List<SettingsSection> sections;
    private final OpenMenus open;
    private final ChatLanguages languages;
    private final Outbox outbox;
    private final Texts texts;
    private final FailureLog failures;

    /** Chats in which a press is carried out. Its own menu shows the change when the press is over. */
    private final Set<Long> pressed = ConcurrentHashMap.newKeySet();

    SettingsMenu(
            List<SettingsSection> sections,
            OpenMenus open,
            ChatLanguages languages,
            Outbox outbox,
            Texts texts,
            FailureLog failures) {
        this.sections = sections;
        this.open = open;
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
        long chat = invocation.chat().id();
        var shown = new AtomicReference<@Nullable Content>();
        Draft menu = () -> {
            shown.set(written(chat));
            return Optional.ofNullable(shown.get());
        };
        return invocation.replyForAll(PREFIX, menu).thenAccept(messageId -> {
            if (messageId != Outbox.DROPPED) {
                aside(chat, () -> {
                    keep(chat, messageId);
                    Content sent = shown.get();
                    if (sent != null && !sent.equals(written(chat))) {
                        redraw(chat, messageId);
                    }
                });
            }
        });
    }

    /** Corrects the menu that stands in a chat, whatever changed a setting. */
    @EventListener
    void correct(SettingsChanged news) {
        long chat = news.chat();
        if (!pressed.contains(chat)) {
            aside(chat, () -> open.in(chat).ifPresent(messageId -> redraw(chat, messageId)));
        }
    }

    /** Keeps this menu right from now on, and closes the one before. */
    private void keep(long chat, int messageId) {
        open.opened(chat, messageId)
                .ifPresent(before -> edit(
                        chat,
                        before,
                        () -> Optional.of(Content.of(texts.html(languages.of(chat), BotPhrase.SETTINGS_ELSEWHERE)))));
    }

    /** Works for a menu behind the back of the person, who does not wait for the store. */
    private void aside(long chat, Runnable work) {
        WorkContext.aside(() -> {
            try {
                work.run();
            } catch (Throwable e) { // also an Error: whatever happens to one menu is told
                failures.report("settings menu of chat " + chat, e);
            }
        });
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
        pressed.add(chat.id());
        try {
            Optional<Phrase> refused = section.get().change(press, chat, data.substring(name.length() + 1));
            if (refused.isEmpty() && !section.get().isPlayers()) {
                log.info("Setting {} chosen by {}", data, press.sender().id());
            }
            return Reaction.of(refused);
        } finally {
            pressed.remove(chat.id());
            redraw(chat.id(), press.messageId());
            aside(chat.id(), () -> keep(chat.id(), press.messageId()));
        }
    }

    /** Writes the menu when it leaves, so that the last of several changes never shows an earlier one. */
    private void redraw(long chat, int messageId) {
        edit(chat, messageId, () -> Optional.of(written(chat)));
    }

    private void edit(long chat, int messageId, Draft words) {
        CompletableFuture<Integer> _ = outbox.edit(chat, messageId, words, Terms.announcement())
                .exceptionally(thrown -> {
                    if (Outbox.isGone(thrown)) {
                        aside(chat, () -> open.gone(chat, messageId));
                    } else {
                        failures.report("settings menu of chat " + chat, thrown);
                    }
                    return Outbox.DROPPED;
                });
    }

    private Content written(long id) {
        // Telegram counts people upwards and groups downwards.
        var kind = id > 0 ? Conversation.Kind.PRIVATE : Conversation.Kind.GROUP;
        return written(new Conversation(id, kind, null, null), languages.of(id));
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
