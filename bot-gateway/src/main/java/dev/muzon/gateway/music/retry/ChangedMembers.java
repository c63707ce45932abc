package dev.muzon.gateway.music.retry;

import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.runtime.trace.WorkContext;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The news that the bot or an assistant was let into a group, unbanned, or given rights there. A ban is noted: the assistant
 * itself cannot tell it from a plain removal, and neither can the message that somebody is gone.
 */
@Component
class ChangedMembers implements UpdateHandler<Incoming.MemberChange> {
    private final CallRetries retries;
    private final Assistants assistants;
    private final KnownPlayers known;
    private final Cards cards;

    ChangedMembers(CallRetries retries, Assistants assistants, KnownPlayers known, Cards cards) {
        this.retries = retries;
        this.assistants = assistants;
        this.known = known;
        this.cards = cards;
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
        } else if (!change.self()) {
            return assistants
                    .look(change.userId())
                    .thenAcceptAsync(
                            found -> found.ifPresent(assistant -> changed(change, assistant)), WorkContext::aside);
        }
        return CompletableFuture.completedFuture(null);
    }

    private void changed(Incoming.MemberChange change, AccountView assistant) {
        PlayerId player = new PlayerId(change.chat().id());
        String name = assistant.mention();
        if (change.isBan()) {
            known.banned(player, name);
            known.of(player).ifPresent(cards::update);
        } else if (change.banned() != null || change.membership().isInside()) {
            known.unbanned(player, name);
            retries.publish(change, change.chat(), "an assistant's standing changed");
        }
    }
}
