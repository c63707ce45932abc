package dev.muzon.sandbox.mtproto.update;

import dev.muzon.sandbox.mtproto.message.DialogViews;
import dev.muzon.sandbox.mtproto.message.MessageViews;
import dev.muzon.sandbox.mtproto.peer.InputPeers;
import dev.muzon.sandbox.mtproto.peer.PeerList;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The methods by which clients fetch the updates that they missed. */
public final class UpdateMethods implements RpcMethods {
    /** Seconds after which a client that has the group open should look again. */
    private static final int LOOK_AGAIN = 1;

    private final World world;
    private final InputPeers inputs;
    private final PeerViews peers;
    private final MessageViews messages;
    private final DialogViews dialogs;
    private final UpdateViews updates;
    private final UpdateLog log;
    private final Clock clock;
    private final LongConsumer begun;

    /**
     * Makes the methods.
     *
     * @param begun is told the user whose client will hear of every change from now on
     */
    public UpdateMethods(
            World world,
            InputPeers inputs,
            PeerViews peers,
            MessageViews messages,
            DialogViews dialogs,
            UpdateViews updates,
            UpdateLog log,
            Clock clock,
            LongConsumer begun) {
        this.world = world;
        this.inputs = inputs;
        this.peers = peers;
        this.messages = messages;
        this.dialogs = dialogs;
        this.updates = updates;
        this.log = log;
        this.clock = clock;
        this.begun = begun;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of(
                "updates.getState", (caller, _) -> state(caller.userId()),
                "updates.getDifference", this::difference,
                "updates.getChannelDifference", this::channelDifference);
    }

    private TlObject state(long me) {
        TlObject state = dialogs.state(me);
        begun.accept(me);
        return state;
    }

    /**
     * Returns the changes of private chats and basic groups, and the other groups to ask about. These are all groups with changes since the server started,
     * as only the client knows what it has seen of each.
     */
    private TlObject difference(Caller caller, TlObject request) {
        long me = caller.userId();
        Optional<List<UpdateBox.Entry>> missed = log.ofUser(me).after(request.intAt("pts"));
        if (missed.isEmpty()) {
            return TlObject.of("updates.differenceTooLong")
                    .with("pts", log.ofUser(me).pts());
        }
        PeerList mentioned = new PeerList(peers, me).user(me);
        List<TlObject> newMessages = new ArrayList<>();
        List<TlObject> others = new ArrayList<>();
        for (UpdateBox.Entry entry : missed.get()) {
            Chat chat = world.chats().get(chatOf(entry.event()));
            mentioned.chat(chat);
            sort(me, chat, entry, mentioned, newMessages, others);
        }
        for (Chat chat : world.chats().of(me)) {
            mentioned.chat(chat); // basic groups too, as changes of theirs without a message have no number
            if (chat.kind().isChannel()) {
                others.add(TlObject.of("updateChannelTooLong")
                        .with("channel_id", chat.channelId())
                        .with("pts", log.of(chat, me).pts()));
            }
        }
        if (newMessages.isEmpty() && others.isEmpty()) {
            return TlObject.of("updates.differenceEmpty")
                    .with("date", PeerViews.seconds(clock.instant()))
                    .with("seq", 0);
        }
        return mentioned
                .into(TlObject.of("updates.difference")
                        .with("new_messages", newMessages)
                        .with("new_encrypted_messages", List.of())
                        .with("other_updates", others))
                .with("state", dialogs.state(me));
    }

    private TlObject channelDifference(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = InputPeers.readable(inputs.channel(request.objectAt("channel")), me);
        UpdateBox box = log.of(chat, me);
        Optional<List<UpdateBox.Entry>> missed = box.after(request.intAt("pts"));
        PeerList mentioned = updates.mentioned(me, chat);
        if (missed.isEmpty()) {
            Optional<Message> last = world.messages().last(chat.id());
            last.ifPresent(mentioned::message);
            return mentioned.into(TlObject.of("updates.channelDifferenceTooLong")
                    .flag("final", true)
                    .with("timeout", LOOK_AGAIN)
                    .with("dialog", dialogs.dialog(me, chat))
                    .with("messages", messages.messages(me, chat, last.stream().toList())));
        }
        if (missed.get().isEmpty()) {
            return TlObject.of("updates.channelDifferenceEmpty")
                    .flag("final", true)
                    .with("pts", box.pts())
                    .with("timeout", LOOK_AGAIN);
        }
        List<TlObject> newMessages = new ArrayList<>();
        List<TlObject> others = new ArrayList<>();
        missed.get().forEach(entry -> sort(me, chat, entry, mentioned, newMessages, others));
        return mentioned.into(TlObject.of("updates.channelDifference")
                .flag("final", true)
                .with("pts", missed.get().getLast().pts())
                .with("timeout", LOOK_AGAIN)
                .with("new_messages", newMessages)
                .with("other_updates", others));
    }

    private void sort(
            long me,
            Chat chat,
            UpdateBox.Entry entry,
            PeerList mentioned,
            List<TlObject> newMessages,
            List<TlObject> others) {
        switch (entry.event()) {
            case WorldEvent.MessageSent(var message) -> {
                mentioned.message(message);
                newMessages.add(messages.message(me, chat, message));
            }
            case WorldEvent.MessageEdited(var message) -> {
                mentioned.message(message);
                others.add(updates.messageUpdate(me, chat, entry));
            }
            default -> others.add(updates.messageUpdate(me, chat, entry));
        }
    }

    private static long chatOf(WorldEvent event) {
        return switch (event) {
            case WorldEvent.MessageSent(var message) -> message.chatId();
            case WorldEvent.MessageEdited(var message) -> message.chatId();
            case WorldEvent.MessagesDeleted(long chatId, var _) -> chatId;
            default -> throw new IllegalArgumentException("not about messages: " + event);
        };
    }
}
