package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.WorkContext;
import org.springframework.stereotype.Component;

/** The chats that the bot left without hearing so: Telegram forgets that news after a day, and refuses every message. */
@Component
class UnannouncedRemovals {
    private final ChatRegistry registry;
    private final FailureLog failures;

    UnannouncedRemovals(Outbox outbox, ChatRegistry registry, FailureLog failures) {
        this.registry = registry;
        this.failures = failures;
        outbox.whenRemoved(chat -> WorkContext.aside(() -> note(chat)));
    }

    private void note(long chat) {
        try (var _ = LogContext.ofChat(chat)) {
            registry.left(chat);
        } catch (RuntimeException e) {
            failures.report("registry of chats", e); // the next refusal notes it
        }
    }
}
