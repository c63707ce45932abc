package dev.muzon.sandbox.mtproto.message;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chat list. It always fits one answer, and nothing is pinned or archived. */
public final class DialogMethods implements RpcMethods {
    private final World world;
    private final InputPeers inputs;
    private final PeerViews peers;
    private final MessageViews messages;
    private final DialogViews dialogs;

    public DialogMethods(World world, InputPeers inputs, PeerViews peers, MessageViews messages, DialogViews dialogs) {
        this.world = world;
        this.inputs = inputs;
        this.peers = peers;
        this.messages = messages;
        this.dialogs = dialogs;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of(
                "messages.getDialogs", this::dialogs,
                "messages.getPinnedDialogs", (caller, _) -> peerDialogs(caller.userId(), List.of()),
                "messages.getPeerDialogs", this::peerDialogs,
                "messages.getPeerSettings", this::settings);
    }

    private TlObject dialogs(Caller caller, TlObject request) {
        long me = caller.userId();
        boolean firstPage = request.intAt("offset_date") == 0;
        boolean archive = request.optionalInt("folder_id").orElse(0) != 0;
        List<Chat> chats = firstPage && !archive ? newestFirst(me) : List.of();
        return answer("messages.dialogs", me, chats);
    }

    private List<Chat> newestFirst(long userId) {
        record Line(Chat chat, Message last) {}
        return world.chats().of(userId).stream()
                .filter(chat -> chat.settings().upgradedTo() == null)
                .flatMap(chat -> world.messages().last(chat.id()).map(last -> new Line(chat, last)).stream())
                .sorted(Comparator.comparing((Line line) -> line.last().date()).reversed())
                .map(Line::chat)
                .toList();
    }

    private TlObject peerDialogs(Caller caller, TlObject request) {
        long me = caller.userId();
        List<Chat> chats = request.listAt("peers", TlObject.class).stream()
                .filter(peer -> peer.is("inputDialogPeer"))
                .map(peer -> InputPeers.readable(inputs.chat(me, peer.objectAt("peer")), me))
                .toList();
        return peerDialogs(me, chats);
    }

    private TlObject peerDialogs(long me, List<Chat> chats) {
        return answer("messages.peerDialogs", me, chats).with("state", dialogs.state(me));
    }

    private TlObject answer(String name, long me, List<Chat> chats) {
        PeerList mentioned = new PeerList(peers, me).user(me);
        List<TlObject> lastMessages = new ArrayList<>();
        for (Chat chat : chats) {
            mentioned.chat(chat);
            Optional<Message> last = world.messages().last(chat.id());
            last.ifPresent(message -> {
                mentioned.message(message);
                lastMessages.add(messages.message(me, chat, message));
            });
        }
        return mentioned.into(TlObject.of(name)
                .with(
                        "dialogs",
                        chats.stream().map(chat -> dialogs.dialog(me, chat)).toList())
                .with("messages", lastMessages));
    }

    private TlObject settings(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = inputs.chat(me, request.objectAt("peer"));
        return new PeerList(peers, me)
                .chat(chat)
                .into(TlObject.of("messages.peerSettings").with("settings", TlObject.of("peerSettings")));
    }
}
