package dev.muzon.gateway.music.retry;

import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The news that the bot or an assistant was let into a group, unbanned, or given rights there. */
@Component
class ChangedMembers implements UpdateHandler<Incoming.MemberChange> {
    private final CallRetries retries;
    private final Assistants assistants;
    private final FailureLog failures;

    ChangedMembers(CallRetries retries, Assistants assistants, FailureLog failures) {
        this.retries = retries;
        this.assistants = assistants;
        this.failures = failures;
    }

    @Override
    public Class<Incoming.MemberChange> type() {
        return Incoming.MemberChange.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.MemberChange change) {
        if (change.self() && change.membership().isInside()) {
            retries.publish(change, change.chat(), "the bot's rights changed");
        } else if (!change.self() && !change.isBan() && concernsAssistant(change)) {
            retries.publish(change, change.chat(), "an assistant's standing changed");
        }
        return CompletableFuture.completedFuture(null);
    }

    /** Returns false when nobody can say. Calls in trouble are tried again without this news too, but later. */
    private boolean concernsAssistant(Incoming.MemberChange change) {
        try {
            return assistants.find(change.userId()).isPresent();
        } catch (FailureException e) {
            failures.report(
                    "Looking for an assistant among the members of chat "
                            + change.chat().id(),
                    e);
            return false;
        }
    }
}
