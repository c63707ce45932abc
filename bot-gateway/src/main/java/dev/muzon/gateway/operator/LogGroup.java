package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.update.BotStarted;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.resilience.FailureLog;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The message to the operators' group that the bot is up. The group is a courtesy: without it everything works the
 * same.
 */
@Component
class LogGroup {
    private final OperatorProperties settings;
    private final Outbox outbox;
    private final Texts texts;
    private final ChatLanguages languages;
    private final FailureLog failures;

    LogGroup(OperatorProperties settings, Outbox outbox, Texts texts, ChatLanguages languages, FailureLog failures) {
        this.settings = settings;
        this.outbox = outbox;
        this.texts = texts;
        this.languages = languages;
        this.failures = failures;
    }

    @EventListener
    void started(BotStarted event) {
        Long group = settings.logGroup();
        if (group == null) {
            return;
        }
        String html = texts.html(
                languages.of(group),
                OperatorPhrase.STARTED,
                Map.of("bot", "@" + event.bot().username()));
        outbox.send(group, Content.of(html), null).exceptionally(thrown -> {
            failures.report("log group", thrown);
            return null;
        });
    }
}
