package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.trace.WorkContext;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The correction of a checklist when an assistant came into the group, left it, or was banned or unbanned there. */
@Component
class AssistantChanges implements UpdateHandler<Incoming.MemberChange> {
    private final Assistants assistants;
    private final SetupCheck check;
    private final SetupMessages messages;
    private final SetupWatch watch;
    private final FailureLog failures;

    AssistantChanges(
            Assistants assistants, SetupCheck check, SetupMessages messages, SetupWatch watch, FailureLog failures) {
        this.assistants = assistants;
        this.check = check;
        this.messages = messages;
        this.watch = watch;
        this.failures = failures;
    }

    @Override
    public Class<Incoming.MemberChange> type() {
        return Incoming.MemberChange.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.MemberChange change) {
        Conversation chat = change.chat();
        if (change.self() || chat.kind() != Conversation.Kind.GROUP || !messages.stands(chat.id())) {
            return CompletableFuture.completedFuture(null);
        }
        return assistants
                .look(change.userId())
                .thenComposeAsync(
                        found -> found.isPresent() ? refresh(chat) : CompletableFuture.completedFuture(null),
                        WorkContext::aside);
    }

    private CompletableFuture<?> refresh(Conversation chat) {
        try {
            Setup setup = check.of(chat);
            watch.follow(chat, setup);
            return messages.refresh(chat.id(), setup);
        } catch (FailureException e) {
            failures.report("checklist of chat " + chat.id(), e); // its button checks again
            return CompletableFuture.completedFuture(null);
        }
    }
}
