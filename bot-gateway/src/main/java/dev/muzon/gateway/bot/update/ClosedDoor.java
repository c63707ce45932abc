package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.chat.Blocklist;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The decision which updates nobody handles: what blocked people and chats do. Operators are always heard. */
@Component
class ClosedDoor {
    private final Blocklist blocklist;
    private final AccessSettings access;
    private final Outbox outbox;

    ClosedDoor(Blocklist blocklist, AccessSettings access, Outbox outbox) {
        this.blocklist = blocklist;
        this.access = access;
        this.outbox = outbox;
    }

    /** Returns the end of an update that nobody handles. A press is answered with nothing: the app shows a clock until then. */
    Optional<CompletableFuture<?>> stop(Incoming update) {
        if (!stops(update)) {
            return Optional.empty();
        }
        if (update instanceof Incoming.ButtonPress press) {
            return Optional.of(outbox.answer(press.callbackId(), null, false));
        }
        return Optional.of(CompletableFuture.completedFuture(null));
    }

    private boolean stops(Incoming update) {
        @Nullable Sender sender = switch (update) {
            case Incoming.Command it -> it.sender();
            case Incoming.EditedCommand it -> it.command().sender();
            case Incoming.PrivateTalk it -> it.sender();
            case Incoming.ButtonPress it -> it.sender();
            case Incoming.InlineQuery it -> it.sender();
            case Incoming.AlbumItem _,
                    Incoming.MemberChange _,
                    Incoming.JoinRequest _,
                    Incoming.ChatUpgrade _,
                    Incoming.VoiceChatStarted _,
                    Incoming.VoiceChatEnded _,
                    Incoming.Ignored _ -> null;
        };
        return sender != null
                && !access.isOwner(sender)
                && (blocklist.includes(sender.id()) || blocklist.includes(update.lane()));
    }
}
