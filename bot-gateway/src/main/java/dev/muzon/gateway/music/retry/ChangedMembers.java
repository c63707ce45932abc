package dev.muzon.gateway.music.retry;

import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The news that the bot or an assistant was let into a group, unbanned, or given rights there. */
@Component
class ChangedMembers implements UpdateHandler<Incoming.MemberChange> {
    private final CallRetries retries;
    private final Assistants assistants;

    ChangedMembers(CallRetries retries, Assistants assistants) {
        this.retries = retries;
        this.assistants = assistants;
    }

    @Override
    public Class<Incoming.MemberChange> type() {
        return Incoming.MemberChange.class;
    }

    /** Calls in trouble are tried again without this news too, but later. So nobody waits long for it. */
    @Override
    public CompletableFuture<?> handle(Incoming.MemberChange change) {
        if (change.self() && change.membership().isInside()) {
            retries.publish(change, change.chat(), "the bot's rights changed");
        } else if (!change.self() && !change.isBan()) {
            return assistants
                    .look(change.userId())
                    .thenAcceptAsync(
                            found -> found.ifPresent(
                                    _ -> retries.publish(change, change.chat(), "an assistant's standing changed")),
                            Thread::startVirtualThread);
        }
        return CompletableFuture.completedFuture(null);
    }
}
