package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The correction of checklists that were asked for while no assistant was ready. */
@Component
class SetupWatch {
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** A person logs an assistant in, which takes minutes. */
    private static final Duration LOGIN_PAUSE = Duration.ofSeconds(15);

    /** A start takes some seconds, and a killed process's lease a quarter of a minute. */
    static final int LOOKS = 60;

    /** An hour of them. After a later login somebody presses the button. */
    static final int LOGIN_LOOKS = 240;

    private final SetupCheck check;
    private final SetupMessages messages;
    private final Later later;
    private final FailureLog failures;
    private final Set<Long> watched = ConcurrentHashMap.newKeySet();

    SetupWatch(SetupCheck check, SetupMessages messages, Later later, FailureLog failures) {
        this.check = check;
        this.messages = messages;
        this.later = later;
        this.failures = failures;
    }

    /** Corrects the checklist once more is known, if it says that an assistant is starting or none is logged in. */
    void follow(Conversation chat, Setup shown) {
        boolean starts = shown.assistant() == Setup.Assistant.STARTING;
        boolean misses = shown.assistant() == Setup.Assistant.NONE;
        if ((starts || misses) && watched.add(chat.id())) {
            lookLater(chat, shown.assistant(), starts ? LOOKS : LOGIN_LOOKS);
        }
    }

    private void lookLater(Conversation chat, Setup.Assistant shown, int left) {
        later.run(shown == Setup.Assistant.STARTING ? PAUSE : LOGIN_PAUSE, () -> look(chat, shown, left));
    }

    private void look(Conversation chat, Setup.Assistant shown, int left) {
        try (var _ = LogContext.ofChat(chat.id())) {
            boolean same = check.assistants() == shown;
            if (same && left > 1) {
                lookLater(chat, shown, left - 1);
                return;
            }
            watched.remove(chat.id());
            if (same && shown == Setup.Assistant.NONE) {
                return; // nobody logged in for long, and the checklist says so
            }
            Setup now = check.of(chat);
            CompletableFuture<?> _ = messages.refresh(chat.id(), same ? now.settled() : now)
                    .exceptionally(thrown -> {
                        failures.report("Checklist of chat " + chat.id(), thrown);
                        return null;
                    });
            if (!same) {
                follow(chat, now);
            }
        } catch (Throwable e) { // also an Error: the next checklist of this chat is watched again
            watched.remove(chat.id());
            failures.report("Checklist of chat " + chat.id(), e);
        }
    }
}
