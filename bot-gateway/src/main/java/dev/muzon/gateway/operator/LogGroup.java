package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.update.BotStarted;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The messages to the operators. Their group hears that the bot is up, that music waits for an assistant account, and the end of that.
 * Without a group each operator hears of the account in private.
 */
@Component
class LogGroup {
    private static final Duration QUIET = Duration.ofHours(1);

    private final OperatorProperties settings;
    private final AccessSettings access;
    private final Outbox outbox;
    private final Texts texts;
    private final ChatLanguages languages;
    private final MonotonicClock clock;
    private final FailureLog failures;
    private final Set<Long> refused = ConcurrentHashMap.newKeySet();
    private volatile Instant quietUntil = Instant.MIN;

    /** True after the words that no assistant is ready, until those that one is. */
    private volatile boolean missing;

    LogGroup(
            OperatorProperties settings,
            AccessSettings access,
            Outbox outbox,
            Texts texts,
            ChatLanguages languages,
            MonotonicClock clock,
            FailureLog failures) {
        this.settings = settings;
        this.access = access;
        this.outbox = outbox;
        this.texts = texts;
        this.languages = languages;
        this.clock = clock;
        this.failures = failures;
    }

    @EventListener
    void started(BotStarted event) {
        Long group = settings.logGroup();
        if (group != null) {
            CompletableFuture<Integer> _ = tell(
                    group,
                    OperatorPhrase.STARTED,
                    Map.of("bot", "@" + event.bot().username()));
        }
    }

    /** Says once an hour that people wait for what only the operators can do. */
    @EventListener
    void troubled(PlayerEvent.CallTroubled event) {
        Instant now = clock.instant();
        if (event.failure().code() == FailureCode.NO_ASSISTANT && !now.isBefore(quietUntil)) {
            quietUntil = now.plus(QUIET);
            missing = true;
            for (long chat : alarmed()) {
                CompletableFuture<Integer> _ = tell(chat, OperatorPhrase.ASSISTANT_MISSING, Map.of());
            }
        }
    }

    /** Returns whether operators were told that no assistant is ready, and not yet that one is. */
    boolean saysAssistantIsMissing() {
        return missing;
    }

    /** Says that an assistant is ready. One that comes and goes is told no oftener than its lack. */
    void assistantReady() {
        missing = false;
        for (long chat : alarmed()) {
            CompletableFuture<Integer> _ = tell(chat, OperatorPhrase.ASSISTANT_READY, Map.of());
        }
    }

    /**
     * Says that Telegram ended the session of an account. It logs out whom it bans, too.
     *
     * @return complete once nobody is left to tell, cancelled when this process speaks no more before that
     */
    CompletableFuture<?> loggedOut(String account) {
        return CompletableFuture.allOf(alarmed().stream()
                .map(chat -> tell(chat, OperatorPhrase.ACCOUNT_LOGGED_OUT, Map.of("id", account)))
                .toArray(CompletableFuture[]::new));
    }

    /** Returns who hears of what only operators can do: their group, else each of them in private. */
    private List<Long> alarmed() {
        Long group = settings.logGroup();
        return group != null
                ? List.of(group)
                : access.owners().stream().map(Long::valueOf).toList();
    }

    private CompletableFuture<Integer> tell(long chat, OperatorPhrase phrase, Map<String, String> values) {
        String html = texts.html(languages.of(chat), phrase, values);
        return outbox.send(chat, Content.of(html), null).exceptionally(thrown -> {
            if (thrown instanceof CancellationException cutOff) {
                throw cutOff;
            }
            // A bot cannot write to an operator who never wrote to it.
            if (refused.add(chat)) {
                failures.report(chat < 0 ? "log group" : "message to operator " + chat, thrown);
            }
            return Outbox.DROPPED;
        });
    }
}
