package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.telegram.Incoming;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /broadcast}: sends an operator's words to all groups, once the operator has confirmed them by a button. */
@Component
class BroadcastCommand implements CommandSet, CallbackHandler {
    /** Telegram's own limit of 4,096 less what the draft says around it. */
    private static final int LONGEST = 3_500;

    private final BroadcastStore store;
    private final BroadcastSender sender;
    private final BroadcastMessages messages;

    BroadcastCommand(BroadcastStore store, BroadcastSender sender, BroadcastMessages messages) {
        this.store = store;
        this.sender = sender;
        this.messages = messages;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of(
                        "broadcast", AdmissionCommands.OWNER, OperatorPhrase.DESCRIBE_BROADCAST, this::draft)
                .alias("рассылка")
                .forOwners());
    }

    private CompletableFuture<?> draft(Invocation invocation) {
        if (!invocation.chat().isPrivate()) {
            return invocation.refuse(OperatorPhrase.BROADCAST_PRIVATE);
        }
        String text = invocation.argument();
        if (text.isEmpty()) {
            return invocation.hint(OperatorPhrase.BROADCAST_USAGE);
        }
        if (text.length() > LONGEST) {
            return invocation.refuse(OperatorPhrase.BROADCAST_LONG, Map.of("count", LONGEST));
        }
        String id = Integer.toString(invocation.command().updateId());
        Set<Long> recipients = sender.recipients();
        if (recipients.isEmpty()) {
            return invocation.refuse(OperatorPhrase.BROADCAST_NOWHERE);
        }
        store.draft(id, invocation.chat().id(), text, recipients);
        return invocation.reply(messages.draft(id, text, recipients.size(), invocation.language()));
    }

    @Override
    public String prefix() {
        return BroadcastMessages.PREFIX;
    }

    @Override
    public Reaction pressed(Incoming.ButtonPress press, String data) {
        int colon = data.indexOf(':');
        String id = colon < 0 ? "" : data.substring(0, colon);
        String action = data.substring(colon + 1);
        // The draft is in the operator's private chat, which has the operator's id. Nobody else has its buttons.
        Optional<Broadcast> known = store.find(id).filter(one -> press.sender().id() == one.owner());
        if (known.isEmpty()) {
            return Reaction.says(BotPhrase.BUTTON_UNKNOWN);
        }
        return action.equals(BroadcastMessages.SEND)
                ? send(known.get(), press.messageId())
                : cancel(known.get(), press.messageId());
    }

    private Reaction send(Broadcast broadcast, int message) {
        if (!store.begin(broadcast.id(), message)) {
            return Reaction.says(OperatorPhrase.BROADCAST_ONCE);
        }
        messages.began(broadcast, message);
        sender.goOn(broadcast.id());
        return Reaction.silent();
    }

    private Reaction cancel(Broadcast broadcast, int message) {
        if (store.end(broadcast.id(), Broadcast.State.DRAFT).isPresent()) {
            messages.dismissed(broadcast, message);
            return Reaction.silent();
        }
        Optional<Broadcast> stopped = store.end(broadcast.id(), Broadcast.State.RUNNING);
        stopped.ifPresent(sender::ended);
        return stopped.isPresent() ? Reaction.silent() : Reaction.says(OperatorPhrase.BROADCAST_ONCE);
    }
}
