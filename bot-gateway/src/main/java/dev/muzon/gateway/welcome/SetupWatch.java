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

/** The correction of checklists that were asked for while the assistants were starting. */
@Component
class SetupWatch {
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** A start takes some seconds, and a killed process's lease a quarter of a minute. */
    static final int LOOKS = 60;

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

    /** Corrects the checklist once more is known, if it says that an assistant is starting. */
    void follow(Conversation chat, Setup shown) {
        if (shown.assistant() == Setup.Assistant.STARTING && watched.add(chat.id())) {
            later.run(PAUSE, () -> look(chat, LOOKS));
        }
    }

    private void look(Conversation chat, int left) {
        try (var _ = LogContext.ofChat(chat.id())) {
            if (left > 1 && check.assistantsStart()) {
                later.run(PAUSE, () -> look(chat, left - 1));
                return;
            }
            watched.remove(chat.id());
            Setup now = check.of(chat);
            CompletableFuture<?> _ = messages.refresh(chat.id(), now.settled()).exceptionally(thrown -> {
                failures.report("Checklist of chat " + chat.id(), thrown);
                return null;
            });
        } catch (Throwable e) { // also an Error: the next checklist of this chat is watched again
            watched.remove(chat.id());
            failures.report("Checklist of chat " + chat.id(), e);
        }
    }
}
