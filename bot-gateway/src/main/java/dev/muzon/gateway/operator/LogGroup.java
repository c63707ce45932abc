package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.update.BotStarted;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The messages to the operators' group: that the bot is up, and that music waits for an assistant account. The group is
 * a courtesy: without it everything works the same.
 */
@Component
class LogGroup {
    private static final Duration QUIET = Duration.ofHours(1);

    private final OperatorProperties settings;
    private final Outbox outbox;
    private final Texts texts;
    private final ChatLanguages languages;
    private final Clock clock;
    private final FailureLog failures;
    private volatile Instant quietUntil = Instant.MIN;

    LogGroup(
            OperatorProperties settings,
            Outbox outbox,
            Texts texts,
            ChatLanguages languages,
            Clock clock,
            FailureLog failures) {
        this.settings = settings;
        this.outbox = outbox;
        this.texts = texts;
        this.languages = languages;
        this.clock = clock;
        this.failures = failures;
    }

    @EventListener
    void started(BotStarted event) {
        tell(OperatorPhrase.STARTED, Map.of("bot", "@" + event.bot().username()));
    }

    /** Says once an hour that people wait for what only the operators can do. */
    @EventListener
    void troubled(PlayerEvent.CallTroubled event) {
        Instant now = clock.instant();
        if (event.failure().code() == FailureCode.NO_ASSISTANT && !now.isBefore(quietUntil)) {
            quietUntil = now.plus(QUIET);
            tell(OperatorPhrase.ASSISTANT_MISSING, Map.of());
        }
    }

    private void tell(OperatorPhrase phrase, Map<String, String> values) {
        Long group = settings.logGroup();
        if (group == null) {
            return;
        }
        String html = texts.html(languages.of(group), phrase, values);
        outbox.send(group, Content.of(html), null).exceptionally(thrown -> {
            failures.report("log group", thrown);
            return null;
        });
    }
}
