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

    /** A person logs an assistant in or looks after a service, which takes minutes. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(15);

    /** A start takes some seconds, and a killed process's lease a quarter of a minute. */
    static final int LOOKS = 60;

    /** An hour of them. Later than that somebody presses the button. */
    static final int LONG_LOOKS = 240;

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

    /** Corrects the checklist whenever the assistants are different from what it says, until one is ready. */
    void follow(Conversation chat, Setup shown) {
        boolean ready = shown.assistant() == Setup.Assistant.READY;
        if (!ready && watched.add(chat.id())) {
            lookLater(chat, shown.assistant(), 1);
        }
    }

    private void lookLater(Conversation chat, Setup.Assistant shown, int look) {
        boolean soon = shown != Setup.Assistant.NONE && look <= LOOKS;
        later.run(soon ? PAUSE : LONG_PAUSE, () -> look(chat, shown, look));
    }

    private void look(Conversation chat, Setup.Assistant shown, int look) {
        try (var _ = LogContext.ofChat(chat.id())) {
            boolean same = check.assistants() == shown;
            boolean settles = shown == Setup.Assistant.STARTING && look == LOOKS;
            if (same && !settles) {
                if (look < LOOKS + LONG_LOOKS) {
                    lookLater(chat, shown, look + 1);
                } else {
                    watched.remove(chat.id());
                }
                return;
            }
            Setup now = check.of(chat);
            refresh(chat, same ? now.settled() : now);
            if (same) {
                lookLater(chat, shown, look + 1);
            } else {
                watched.remove(chat.id());
                follow(chat, now);
            }
        } catch (Throwable e) { // also an Error: the next checklist of this chat is watched again
            watched.remove(chat.id());
            failures.report("Checklist of chat " + chat.id(), e);
        }
    }

    private void refresh(Conversation chat, Setup setup) {
        CompletableFuture<?> _ = messages.refresh(chat.id(), setup).exceptionally(thrown -> {
            failures.report("Checklist of chat " + chat.id(), thrown);
            return null;
        });
    }
}
