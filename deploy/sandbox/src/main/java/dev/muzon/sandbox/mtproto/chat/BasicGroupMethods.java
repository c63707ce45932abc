package dev.muzon.sandbox.mtproto.chat;

import dev.muzon.sandbox.mtproto.peer.InputPeers;
import dev.muzon.sandbox.mtproto.peer.PeerList;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.update.UpdateViews;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Member;
import dev.muzon.sandbox.world.World;
import java.util.List;
import java.util.Map;

/** Methods about basic groups. To MTProto they are not channels, and they have separate methods. */
public final class BasicGroupMethods implements RpcMethods {
    private final World world;
    private final InputPeers inputs;
    private final PeerViews peers;
    private final UpdateViews updates;

    public BasicGroupMethods(World world, InputPeers inputs, PeerViews peers, UpdateViews updates) {
        this.world = world;
        this.inputs = inputs;
        this.peers = peers;
        this.updates = updates;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of(
                "messages.getChats", this::chats,
                "messages.getFullChat", this::full,
                "messages.addChatUser", this::add,
                "messages.deleteChatUser", this::remove);
    }

    private TlObject chats(Caller caller, TlObject request) {
        long me = caller.userId();
        return TlObject.of("messages.chats")
                .with(
                        "chats",
                        request.listAt("id", Long.class).stream()
                                .map(id -> peers.chat(me, inputs.basicGroup(me, id)))
                                .toList());
    }

    private TlObject full(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = inputs.basicGroup(me, request.longAt("chat_id"));
        if (!chat.has(me)) {
            throw RpcException.badRequest("CHAT_ID_INVALID");
        }
        List<Member> present = chat.present();
        TlObject participants = TlObject.of("chatParticipants")
                .with("chat_id", chat.basicGroupId())
                .with(
                        "participants",
                        present.stream()
                                .map(member -> ParticipantViews.basic(chat, member))
                                .toList())
                .with("version", chat.version());
        TlObject fullChat = TlObject.of("chatFull")
                .with("id", chat.basicGroupId())
                .with("about", "")
                .with("participants", participants)
                .with("notify_settings", TlObject.of("peerNotifySettings"))
                .with("exported_invite", ParticipantViews.invite(me, chat))
                .with("pinned_msg_id", chat.pinned())
                .with("call", peers.inputCall(chat));
        return new PeerList(peers, me)
                .chat(chat)
                .users(present.stream().map(Member::userId).toList())
                .into(TlObject.of("messages.chatFull").with("full_chat", fullChat));
    }

    private TlObject add(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = inputs.basicGroup(me, request.longAt("chat_id"));
        world.members()
                .add(chat.id(), me, inputs.user(me, request.objectAt("user_id")).id());
        return TlObject.of("messages.invitedUsers")
                .with("updates", changed(me, chat))
                .with("missing_invitees", List.of());
    }

    /** Removes a member, who may be the caller. */
    private TlObject remove(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = inputs.basicGroup(me, request.longAt("chat_id"));
        long target = inputs.user(me, request.objectAt("user_id")).id();
        if (target == me) {
            world.members().leave(chat.id(), me);
        } else {
            world.members().ban(chat.id(), me, target);
        }
        return changed(me, chat);
    }

    private TlObject changed(long me, Chat chat) {
        return updates.chatChanged(me, world.chats().get(chat.id()));
    }
}
